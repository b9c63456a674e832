// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { judgeWrite, masterOf, parseInstant, readAppointments, textOf, type Accepted, type Component, type WriteRequest } from '@sprechstunde/core'
import { compareEvent, compareIssues, showIntervals, toInstant } from './compare.ts'
import { practiceOf, readSource, type Case, type Data } from './load.ts'
import { compareObject, must } from './runners.ts'

const compared = ['kind', 'status', 'transition', 'exclusive', 'changed'] as const

export function runWrites({ section, input, expected }: Case): void {
	const read = input['next'] === undefined ? null : readSource(section, input['next'])
	if (read?.ok === false) {
		expect(expected['ok']).toBe(false)
		return compareIssues(read.issues, expected['issues'])
	}
	const next = read?.value ?? null
	const practice = practiceOf(input)
	const request: WriteRequest = {
		role: input['role'], operation: input['operation'], next, practice, now: toInstant(input['now']),
		previous: input['previous'] === undefined ? null : must(readSource(section, input['previous'])),
		calendar: input['calendar'] ?? 'dr-mueller',
		objectUri: input['objectUri'] ?? `${next === null ? '' : uidOf(next)}.ics`,
		previousStatusChange: input['previousStatusChange'] ?? null,
	}
	const before = next?.toString()
	const verdict = judgeWrite(request)
	expect(next?.toString(), 'the guard leaves its input alone').toBe(before)
	expect(verdict.ok, verdict.ok ? 'accepted' : JSON.stringify(verdict.issues)).toBe(expected['ok'])
	if (!verdict.ok) return compareIssues(verdict.issues, expected['issues'])
	for (const name of compared) if (expected[name] !== undefined) expect(verdict[name], name).toBe(expected[name])
	if (expected['claims'] !== undefined) expect(showIntervals(verdict.claims)).toEqual(expected['claims'])
	if (verdict.calendar === null) return
	compareObject(verdict.calendar, expected)
	compareOverrides(verdict.calendar, (expected['overrides'] ?? {}) as Data, practice.practice.timeZone)
	if (verdict.kind === 'appointment') checkIdempotence(request, verdict, expected['clears'] === true)
}

function uidOf(object: Component): string {
	const event = masterOf(object)
	return event === undefined ? '' : textOf(event, 'UID') ?? ''
}

function compareOverrides(object: Component, overrides: Data, zone: string): void {
	const events = object.getAllSubcomponents('vevent')
	const entries = readAppointments(object, zone)
	for (const [occurrence, wanted] of Object.entries(overrides)) {
		const index = entries.findIndex((entry) => entry.recurrenceId === parseInstant(occurrence))
		compareEvent(events[index] ?? expect.fail(`no occurrence ${occurrence}`), wanted as Data)
	}
}

function checkIdempotence(request: WriteRequest, verdict: Accepted, clears: boolean): void {
	if (!clears) {
		const again = judgeWrite({ ...request, next: verdict.calendar })
		expect(again.ok, 'sent again').toBe(true)
		expect(again.ok && again.changed, 'sent again').toBe(false)
	}
	const over = judgeWrite({ ...request, role: 'staff', operation: 'update', next: verdict.calendar, previous: verdict.calendar, now: request.now + 60000 })
	expect(over.ok && { changed: over.changed, transition: over.transition, claims: over.claims }, 'sent over itself').toEqual({ changed: false, transition: null, claims: [] })
}
