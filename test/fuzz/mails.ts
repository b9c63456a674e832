// SPDX-License-Identifier: GPL-3.0-or-later
import { parseCalendar, properties, textOf } from '@sprechstunde/core'
import type { CaughtMail } from '../servers/mail.ts'

/** What is wrong with the mails that patients got. */
export function badMails(mails: readonly CaughtMail[]): string[] {
	return mails.flatMap((mail) => [
		...(mail.to.length === 1 ? [] : [`${mail.id}: ${mail.to.length} recipients`]),
		...(/\p{Cc}/u.test(mail.subject) ? [`${mail.id}: control characters in the subject`] : []),
		...(mail.text.trim() === '' ? [`${mail.id}: no text`] : []),
		...(/<script|javascript:/i.test(mail.html) ? [`${mail.id}: a script in the HTML`] : []),
		...mail.attachments.flatMap((one) => badCalendar(one.content).map((what) => `${mail.id}: ${what}`)),
	])
}

function badCalendar(text: string): string[] {
	const read = parseCalendar(text)
	if (!read.ok) return ['its .ics can not be read']
	const events = read.value.getAllSubcomponents('vevent')
	return [
		...(events.length > 0 ? [] : ['its .ics has no event']),
		...(events.some((event) => properties(event, 'UID').length !== 1) || new Set(events.map((event) => textOf(event, 'UID'))).size !== 1 ? ['its .ics has no single UID'] : []),
		...(events.some((event) => event.getAllSubcomponents().length > 0) ? ['its .ics has components inside the event'] : []),
	]
}
