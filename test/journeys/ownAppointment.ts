// SPDX-License-Identifier: GPL-3.0-or-later
// A patient with the link to their own appointment.
import { randomUUID } from 'node:crypto'
import { personsPage } from './browser.ts'
import { book, type Patient } from './patient.ts'
import { mailTo, target } from './target.ts'

/** That `book` gives. */
export const birthDate = '1961-04-12'
export const selector = '.wp-block-sprechstunde-booking'

/** Somebody who books a time of next week. */
export function patient(name: string): Patient {
	return { name: `${name} ${randomUUID().slice(0, 6)}`, email: `${randomUUID().slice(0, 12)}@patient.example`, reason: 'Kontrolle', comesLater: true }
}

/** Books, and takes the link from the mail. */
export async function linkOf(own: Patient): Promise<string> {
	await book(await personsPage(), own)
	return linkIn(own.email)
}

/** The link in the first mail that has one. */
export async function linkIn(email: string): Promise<string> {
	const mail = await mailTo(email, ({ text }) => text.includes('#termin='))
	const link = /http\S+#termin=[\w-]{22}/.exec(mail.text)?.[0] ?? ''
	// a server without `occ` has the page it was started with
	return target.folder === null ? (target.website?.bookingPage ?? '') + link.slice(link.indexOf('#')) : link
}
