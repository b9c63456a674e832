// SPDX-License-Identifier: GPL-3.0-or-later
import { mailEvent, manageLink, offerLink, offersLink, renderMail, renderOffer, seriesOf, type Appointment } from '@sprechstunde/core'
import { expect } from 'vitest'
import { toInstant } from './compare.ts'
import { practiceOf, readSource, type Case, type Data } from './load.ts'
import { must } from './runners.ts'

export function runMails({ section, input, expected }: Case): void {
	if (input['operation'] === 'event') {
		const before = input['before'] === null ? null : appointmentOf(input['before'] as Data)
		expect(mailEvent(before, appointmentOf(input['after'] as Data), input['conflict'] === true, input['byPatient'] === true)).toBe(expected['event'])
		return
	}
	const practice = practiceOf(input)
	if (input['operation'] === 'series') {
		const [before, after] = [input['before'], input['after']].map((source) => seriesOf(must(readSource(section, source as Data)), practice.practice.timeZone))
		expect(before === after).toBe(expected['same'])
		return
	}
	const calendar = practice.calendars.find((entry) => entry.id === (input['calendar'] ?? 'dr-mueller')) ?? expect.fail('unknown calendar')
	expect(Object.keys(expected).length).toBeGreaterThan(0)
	if (input['operation'] === 'offer') {
		const mail = renderOffer(appointmentOf(input['appointment'] as Data), toInstant(input['until']), offerLink(practice, input['token']) ?? '', practice, calendar, input['language'])
		for (const [name, value] of Object.entries(expected)) expect((mail as unknown as Data)[name], name).toEqual(value)
		return
	}
	expect(input['operation']).toBe('text')
	const link = input['token'] !== undefined && offersLink(input['event']) ? manageLink(practice, input['token']) : null
	const mail = renderMail(input['event'], appointmentOf(input['appointment'] as Data), practice, calendar, input['language'], link)
	for (const [name, value] of Object.entries(expected)) expect((mail as unknown as Data)[name], name).toEqual(value)
}

function appointmentOf({ start, end, ...rest }: Data): Appointment & { location: string } {
	return { location: '', uid: 'u', status: 'CONFIRMED', note: '', sequence: 0, fields: {}, ...rest, start: toInstant(start), end: toInstant(end) } as unknown as Appointment & { location: string }
}
