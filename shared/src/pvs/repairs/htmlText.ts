// SPDX-License-Identifier: GPL-3.0-or-later
import { setText, textOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', '#39': '\'', nbsp: ' ', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß' }

/** DESCRIPTION is plain text (RFC 5545 §3.8.1.5); programs with a rich editor send HTML. */
export const htmlText: Repair = (event) => {
	const text = textOf(event, 'DESCRIPTION') ?? ''
	if (!/<(?:html|body|div|p|br|span)\b[^<>]*>/i.test(text)) return
	const plain = text
		.replace(/\s*<br\b[^<>]*>\s*|\s*<\/(?:p|div|li|h[1-6])\s*>\s*/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/&(#39|[a-zA-Z]{2,5});/g, (whole, name: string) => entities[name] ?? whole)
	setText(event, 'DESCRIPTION', plain.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim())
}
