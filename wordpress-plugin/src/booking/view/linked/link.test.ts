// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, it } from 'vitest'
import { linkIn } from './link.ts'

it.each([
	['#angebot=AAECAwQFBgcICQoLDA0ODw', { kind: 'offer', token: 'AAECAwQFBgcICQoLDA0ODw' }],
	['#termin=AAECAwQFBgcICQoLDA0OD-', { kind: 'appointment', token: 'AAECAwQFBgcICQoLDA0OD-' }],
	['', null], ['#termin=', null], ['#angebot=short', null], ['#angebot=AAECAwQFBgcICQoLDA0ODw"><b>', null], ['#kontakt', null],
])('%s', (hash, link) => {
	expect(linkIn(hash)).toEqual(link)
})
