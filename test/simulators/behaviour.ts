// SPDX-License-Identifier: GPL-3.0-or-later
import type { Changes } from '../clients/program.ts'

/** How a practice program differs from one that keeps what it doesn't know. From the practices' guide and from `shared/src/pvs/profiles`; none was watched. */
export interface Behaviour {
	/** id of its profile */
	readonly profile: string
	/** properties that a write of it no longer has */
	readonly drops: readonly string[]
	/** what it makes of the text before it sends it */
	readonly text: (description: string) => string
	/** how it says that an appointment is cancelled */
	readonly cancel: (title: string) => Changes
	/** it looks for overlaps in its own copy, and has somebody confirm */
	readonly warns: boolean
}

const ours = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-PATIENT-PHONE', 'X-PATIENT-LANGUAGE', 'X-PATIENT-STATUS', 'X-INSURANCE-TYPE', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-BOOKING-SOURCE', 'X-REQUIRES-CONFIRMATION', 'X-PRIVACY-CONSENT', 'X-MICROSOFT-CDO-BUSYSTATUS', 'CLASS', 'ATTENDEE', 'ORGANIZER'] as const
const plain = (description: string): string => description
const byStatus = (): Changes => ({ STATUS: 'CANCELLED' })
const html = (description: string): string => `<html><body>${description.split('\n').map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('')}</body></html>`

export const behaviours: readonly Behaviour[] = [
	{ profile: 'albis', drops: [...ours, 'CATEGORIES', 'COLOR'], text: (text) => text.replaceAll('\n', '\\n'), cancel: (title) => ({ SUMMARY: `Abgesagt: ${title}` }), warns: false },
	{ profile: 'medistar', drops: ours, text: plain, cancel: byStatus, warns: false },
	{ profile: 'turbomed', drops: [...ours, 'CATEGORIES', 'COLOR'], text: plain, cancel: byStatus, warns: true },
	{ profile: 'xconcept', drops: ours, text: html, cancel: byStatus, warns: false },
	{ profile: 'doc-cirrus', drops: ['X-MICROSOFT-CDO-BUSYSTATUS', 'CLASS'], text: html, cancel: byStatus, warns: false },
	{ profile: 'tomedo', drops: [...ours, 'CATEGORIES', 'COLOR'], text: plain, cancel: byStatus, warns: false },
]
