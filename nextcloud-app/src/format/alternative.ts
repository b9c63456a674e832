// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Language } from '@sprechstunde/core'
import type { Slot } from '../composables/slots/layout.ts'
import type { Catalog } from '../types.ts'
import { dateFormatter } from './dates.ts'

const words: Readonly<Record<Language, (time: string, doctor: string, phone: string) => string>> = {
	de: (time, doctor, phone) => `Unser Vorschlag: ${time} bei ${doctor}. Der Termin ist nicht reserviert; wenn er Ihnen passt, rufen Sie uns bitte an${phone === '' ? '.' : `: ${phone}.`}`,
	en: (time, doctor, phone) => `Our suggestion: ${time} with ${doctor}. It is not reserved; if it suits you, please call us${phone === '' ? '.' : `: ${phone}.`}`,
}

/** A free slot as a sentence to the patient, in the language that their mails have. */
export function alternativeText(slot: Slot, catalog: Catalog, patientsLanguage: string | undefined): string {
	const language = (patientsLanguage || catalog.practice.language) === 'en' ? 'en' : 'de'
	const formatter = dateFormatter(language === 'en' ? 'en-GB' : 'de-DE', catalog.practice.timeZone)
	const calendar = catalog.calendars.find(({ id }) => id === slot.calendar)
	const time = `${formatter.day(new Date(slot.start))}, ${formatter.range(new Date(slot.start), new Date(slot.end))}`
	return words[language](time, calendar?.doctor || calendar?.displayName || '', catalog.practice.phone)
}
