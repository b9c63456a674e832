// SPDX-License-Identifier: GPL-3.0-or-later
import type { Appointment } from '../appointment/appointment.ts'
import { mailLabels, mailTexts, manageText, offerTexts, statusLabels, type MailEvent } from '../contract/texts.ts'
import { renderLocation, typeOf } from '../icalendar/renderEvent.ts'
import type { Language } from '../issues/issue.ts'
import type { CalendarConfig, Practice } from '../practice/practice.ts'
import { wordingOf } from '../practice/mailWording.ts'

export interface RenderedMail {
	/** names the practice only: neither patient nor reason */
	readonly subject: string
	readonly heading: string
	/** paragraphs; a paragraph may have line breaks */
	readonly paragraphs: readonly string[]
	readonly facts: readonly { readonly label: string; readonly text: string }[]
	/** the practice's own last words; empty where it has none */
	readonly footer: string
	/** all of it as lines of plain text */
	readonly lines: readonly string[]
}

/**
 * A mail to the patient. Plain text: who puts it into HTML has to escape it.
 *
 * @param link to the page where the patient may change the appointment (`manageLink`); null: none
 */
export function renderMail(event: MailEvent, appointment: Appointment, practice: Practice, calendar: CalendarConfig, language: Language, link: string | null = null): RenderedMail {
	const text = mailTexts[event]
	const params: Readonly<Record<string, string>> = {
		practice: practice.practice.name,
		phone: practice.practice.phone,
		doctor: calendar.doctor,
		name: appointment.fields['patientName'] ?? '',
		...times(appointment, practice.practice.timeZone, language),
	}
	const own = (part: 'greeting' | 'paragraph' | 'footer'): string => fill(wordingOf(practice, event, part, language), params)
	const [greeting = '', ...body] = fill(text.body[language], params).split('\n\n')
	const paragraphs = [own('greeting') || greeting, ...body, ...own('paragraph').split('\n\n').filter((paragraph) => paragraph !== ''), ...(link === null ? [] : [fill(manageText[language], { link })])]
	return assembled(fill(text.subject[language], params), fill(text.heading[language], params), paragraphs, factsOf(event, appointment, practice, calendar, language, params), own('footer'), practice)
}

/**
 * The mail that offers a time to somebody on the waiting list.
 *
 * @param appointment as it would be: times, name and type count
 * @param until when the offer ends, milliseconds since the epoch
 * @param link to the page where they accept it (`offerLink`)
 */
export function renderOffer(appointment: Appointment, until: number, link: string, practice: Practice, calendar: CalendarConfig, language: Language): RenderedMail {
	const end = times({ ...appointment, start: until, end: until }, practice.practice.timeZone, language)
	const params = {
		practice: practice.practice.name, phone: practice.practice.phone, name: appointment.fields['patientName'] ?? '', link,
		until: fill(offerTexts.until[language], end),
	}
	const facts = factsOf('confirmed', appointment, practice, calendar, language, times(appointment, practice.practice.timeZone, language))
	return assembled(fill(offerTexts.subject[language], params), fill(offerTexts.heading[language], params), fill(offerTexts.body[language], params).split('\n\n'), facts, '', practice)
}

function assembled(subject: string, heading: string, paragraphs: readonly string[], facts: RenderedMail['facts'], footer: string, practice: Practice): RenderedMail {
	const { name, address, phone } = practice.practice
	return {
		subject, heading, paragraphs, facts, footer,
		lines: [
			heading, '',
			...paragraphs.flatMap((paragraph) => [...paragraph.split('\n'), '']),
			...facts.map((fact) => `${fact.label}: ${fact.text}`), '',
			...(footer === '' ? [] : [...footer.split('\n'), '']),
			name, address, phone,
		],
	}
}

function factsOf(event: MailEvent, { status, fields }: Appointment, practice: Practice, calendar: CalendarConfig, language: Language, params: Readonly<Record<string, string>>): RenderedMail['facts'] {
	const reason = ['rejected', 'cancelled', 'conflictCancelled'].includes(event) ? fields['statusReason'] : undefined
	const facts: readonly [string, string | undefined][] = [
		['when', fill(mailLabels['clock']?.[language] ?? '', params)],
		['where', renderLocation(practice, calendar)],
		['doctor', calendar.doctor],
		['type', typeOf(practice, fields['appointmentType'])?.label[language]],
		// whether it still waits for approval, only where the heading doesn't say so
		['status', event === 'conflict' ? statusLabels[status]?.[language] : undefined],
		['reason', reason],
	]
	return facts.flatMap(([name, text]) => text === undefined || text === '' ? [] : [{ label: mailLabels[name]?.[language] ?? name, text }])
}

function times({ start, end }: Appointment, timeZone: string, language: Language): Record<string, string> {
	const locale = language === 'de' ? 'de-DE' : 'en-GB'
	const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
	const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(start)
	// put together here, because the order and commas of a whole date differ between versions of ICU
	const [weekday, day, month, year] = [part({ weekday: 'long' }), part({ day: 'numeric' }), part({ month: 'long' }), part({ year: 'numeric' })]
	const date = language === 'de' ? `${weekday}, ${day}. ${month} ${year}` : `${weekday} ${day} ${month} ${year}`
	return { date, time: clock.format(start), endTime: clock.format(end) }
}

/** One pass: a brace in a patient's name fills in nothing. */
function fill(text: string, params: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
}
