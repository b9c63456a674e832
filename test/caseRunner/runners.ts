// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import {
	alternatives, bookingJcal, busyIntervals, calendarText, can, dayOf, decideTransition, formatInstant, freeWindows, intersect, layoutSlots, masterOf, merge, overlaps,
	parseCalendar, parseJcal, readAppointments, subtract, validateFields, writeAppointment, type Appointment, type BookingRequest, type CalendarConfig, type Component, type Practice, type Result,
} from '@sprechstunde/core'
import { compareEvent, compareIssues, componentNames, showIntervals, toInstant, toInterval } from './compare.ts'
import { runAddresses } from './addresses.ts'
import { runConflicts } from './conflicts.ts'
import { practiceOf, readSource, type Case, type Data } from './load.ts'
import { runDiagnostics } from './diagnostics.ts'
import { runHolds } from './holds.ts'
import { runLogs } from './logs.ts'
import { runMails } from './mails.ts'
import { runPvs } from './pvs.ts'
import { runSchemas } from './schemas.ts'
import { runWaiting } from './waiting.ts'
import { runWebhooks } from './webhooks.ts'
import { runXconcept } from './xconcept.ts'
import { runWrites } from './writes.ts'

export const runners: Readonly<Record<string, (entry: Case) => void>> = {
	addresses: runAddresses,
	fields: ({ input, expected }) => {
		const today = dayOf(toInstant(input['now']), practiceOf(input).practice.timeZone)
		compareIssues(validateFields(input['values'], { role: input['role'], today }), expected['issues'])
	},
	icalendar: runIcalendar,
	approval: ({ input, expected }) => {
		const decided = decideTransition(input as Parameters<typeof decideTransition>[0])
		if (expected['issues'] !== undefined) compareIssues(decided.ok ? [] : decided.issues, expected['issues'])
		else expect(decided.ok ? decided.value?.name ?? null : decided.issues).toBe(expected['transition'])
	},
	roles: ({ input, expected }) => expect(can(input['role'], input['action'], input['own'] ?? false)).toBe(expected['allowed']),
	slots: runSlots,
	intervals: ({ input, expected }) => {
		const [a, b] = ['a', 'b'].map((name) => ((input[name] ?? []) as Data[]).map(toInterval)) as [ReturnType<typeof toInterval>[], ReturnType<typeof toInterval>[]]
		const operation = input['operation'] as string
		if (operation === 'overlaps') return expect(a.some((one) => b.some((other) => overlaps(one, other)))).toBe(expected['overlaps'])
		const result = operation === 'merge' ? merge(a) : operation === 'subtract' ? subtract(a, b) : operation === 'intersect' ? intersect(a, b) : expect.fail(`unknown operation ${operation}`)
		expect(showIntervals(result)).toEqual(expected['intervals'])
	},
	busy: ({ section, input, expected }) => {
		const range = toInterval({ start: input['from'], end: input['to'] })
		expect(showIntervals(busyIntervals(must(readSource(section, input['source'])), range, practiceOf(input)))).toEqual(expected['intervals'])
	},
	holds: runHolds,
	mails: runMails,
	conflicts: runConflicts,
	writes: runWrites,
	diagnostics: runDiagnostics,
	pvs: runPvs,
	xconcept: runXconcept,
	schemas: runSchemas,
	waiting: runWaiting,
	logs: runLogs,
	webhooks: runWebhooks,
}

export function must<T>(result: Result<T>): T {
	return result.ok ? result.value : expect.fail(JSON.stringify(result.issues))
}

function calendarOf(practice: Practice, input: Data): CalendarConfig {
	return practice.calendars.find((calendar) => calendar.id === (input['calendar'] ?? 'dr-mueller')) ?? expect.fail('unknown calendar')
}

function runIcalendar({ section, input, expected }: Case): void {
	const practice = practiceOf(input)
	if (input['operation'] === 'read') {
		const events = readAppointments(must(readSource(section, input['source'])), practice.practice.timeZone)
		const wanted = expected['events'] as Data[]
		expect(events.length).toBe(wanted.length)
		wanted.forEach((entry, index) => {
			const found = events[index] as unknown as Record<string, unknown>
			for (const [name, value] of Object.entries(entry)) {
				const isTime = ['start', 'end', 'recurrenceId'].includes(name) && value !== null
				expect(isTime ? formatInstant(found[name] as number) : found[name], name).toEqual(value)
			}
		})
		return
	}
	compareObject(input['operation'] === 'render' ? render(practice, input) : book(practice, input), expected)
}

/** Compares what a reader of the written text gets: an injected property would only show there. */
export function compareObject(written: Component, expected: Data): void {
	const object = must(parseCalendar(calendarText(written)))
	compareEvent(masterOf(object) as Component, expected)
	if (expected['components'] !== undefined) expect(componentNames(object)).toEqual([...expected['components'] as string[]].sort())
}

function render(practice: Practice, input: Data): Component {
	const { start, end, ...rest } = input['appointment'] as Data
	const appointment = { note: '', sequence: 0, ...rest, start: toInstant(start), end: toInstant(end) } as unknown as Appointment
	return writeAppointment(appointment, practice, calendarOf(practice, input), toInstant(input['now']))
}

function book(practice: Practice, input: Data): Component {
	expect(input['operation']).toBe('booking')
	const request = input['request'] as BookingRequest
	const type = practice.appointmentTypes.find((entry) => entry.code === request.appointmentType)
	return must(parseJcal(bookingJcal(request, input['uid'], type?.durationMinutes ?? expect.fail('unknown type'), toInstant(input['now']))))
}

function runSlots({ input, expected }: Case): void {
	const practice = practiceOf(input)
	const calendar = calendarOf(practice, input)
	const busy = ((input['busy'] ?? []) as Data[]).map(toInterval)
	const now = toInstant(input['now'])
	const windows = freeWindows(practice, calendar, busy, toInterval({ start: input['from'], end: input['to'] }), now)
	const type = practice.appointmentTypes.find((entry) => entry.code === input['type'])
	expect(Object.keys(expected).length).toBeGreaterThan(0)
	if (expected['windows'] !== undefined) expect(showIntervals(windows)).toEqual(expected['windows'])
	if (expected['slots'] !== undefined) {
		const slots = layoutSlots(type ?? expect.fail('unknown type'), windows, practice.booking.gridMinutes, practice.practice.timeZone)
		expect(slots.map((slot) => formatInstant(slot.start))).toEqual(expected['slots'])
	}
	if (expected['alternatives'] !== undefined) {
		const found = alternatives(practice, calendar, type ?? expect.fail('unknown type'), busy, toInstant(input['wanted']), now)
		expect(showIntervals(found)).toEqual(expected['alternatives'])
	}
}
