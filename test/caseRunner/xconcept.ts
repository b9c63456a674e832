// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { defaultAnswerId, formatInstant, isOutdated, readEvent, readRemoteId, requestBody, type Appointment } from '@sprechstunde/core'
import { compareIssues, toInstant } from './compare.ts'
import { practiceOf, type Case, type Data } from './load.ts'
import { must } from './runners.ts'

/** What a program's REST interface is sent, what it answers, and the events that it sends. */
export function runXconcept({ input, expected }: Case): void {
	const practice = practiceOf(input)
	switch (input['operation']) {
		case 'send': {
			const one = input['appointment'] as Data
			const appointment = { note: '', sequence: 0, ...one, start: toInstant(one['start'] as string), end: toInstant(one['end'] as string) } as unknown as Appointment
			const calendar = practice.calendars.find(({ id }) => id === (input['calendar'] ?? 'dr-mueller')) ?? expect.fail('unknown calendar')
			return expect(requestBody(appointment, calendar, practice, input['fields'])).toEqual(expected['body'])
		}
		case 'answer':
			return expect(readRemoteId(input['answer'], input['name'] ?? defaultAnswerId)).toBe(expected['id'])
		case 'order': {
			const of = (part: Data): { revision: number | null, occurredAt: number | null } => ({ revision: part['revision'] as number ?? null, occurredAt: part['occurredAt'] === undefined ? null : toInstant(part['occurredAt'] as string) })
			return expect(isOutdated(of(input['event'] as Data), of(input['seen'] as Data))).toBe(expected['outdated'])
		}
		case 'event': {
			const result = readEvent(input['event'], practice.practice.timeZone)
			if (expected['issues'] !== undefined) return compareIssues(result.ok ? [] : result.issues, expected['issues'] as Data[])
			const { start, occurredAt, ...rest } = must(result)
			const shown = (instant: number | null): string | null => instant === null ? null : formatInstant(instant)
			return expect({ ...rest, start: shown(start), occurredAt: shown(occurredAt) }).toEqual({ remoteId: null, uid: null, revision: null, occurredAt: null, start: null, durationMinutes: null, status: null, ...expected['event'] as Data })
		}
		default:
			expect.fail(`unknown operation ${String(input['operation'])}`)
	}
}
