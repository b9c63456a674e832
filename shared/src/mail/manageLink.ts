// SPDX-License-Identifier: GPL-3.0-or-later
import { mailTexts, type MailEvent } from '../contract/texts.ts'
import type { Practice } from '../practice/practice.ts'

/** Whether a mail is about an appointment that takes place, so that a link to change it makes sense. */
export function offersLink(event: MailEvent): boolean {
	return mailTexts[event].method !== 'CANCEL'
}

/**
 * The link to a patient's appointment on the website; null where the website has no page for it. The token is in the fragment,
 * which browsers keep to themselves: no log and no Referer shows it.
 */
export function manageLink(practice: Practice, token: string): string | null {
	return linkTo(practice, 'termin', token)
}

/** Likewise the link to an offer of the waiting list. */
export function offerLink(practice: Practice, token: string): string | null {
	return linkTo(practice, 'angebot', token)
}

function linkTo(practice: Practice, name: string, token: string): string | null {
	const { manageUrl } = practice.website
	return manageUrl === null ? null : `${manageUrl.split('#')[0] ?? ''}#${name}=${token}`
}
