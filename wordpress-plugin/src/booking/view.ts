// SPDX-License-Identifier: GPL-3.0-or-later
// The patient's page: makes every booking block on it live.
import { mountAppointment } from './view/appointment/app.ts'
import { ownTexts } from './view/appointment/texts.ts'
import { mount } from './view/app.ts'
import { linkIn } from './view/linked/link.ts'
import type { Config } from './view/model.ts'
import { mountOffer } from './view/offer/app.ts'
import { offerTexts } from './view/offer/texts.ts'

for (const block of document.querySelectorAll<HTMLElement>('[data-sprechstunde]')) {
	const app = block.querySelector<HTMLElement>('.sprechstunde__app')
	if (app === null) continue
	const config = JSON.parse(block.dataset['sprechstunde'] ?? '{}') as Config
	// a mail's link leads to a page where else one books
	const link = linkIn(location.hash)
	if (link === null) {
		mount(app, config)
		continue
	}
	const isOffer = link.kind === 'offer'
	const heading = block.querySelector('.sprechstunde__heading')
	if (heading !== null) heading.textContent = (isOffer ? offerTexts : ownTexts)[config.language].page
	;(isOffer ? mountOffer : mountAppointment)(app, config, link.token)
}

// the link opened in a tab that shows the page already
window.addEventListener('hashchange', () => { if (linkIn(location.hash) !== null) location.reload() })
