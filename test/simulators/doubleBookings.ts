// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs } from '../conformance/client.ts'
import { text, time, toICalendar } from '../conformance/event.ts'
import { iso, minute, newUid, remember } from '../conformance/fixtures.ts'
import type { Behaviour } from './behaviour.ts'
import type { Appointment } from './patients.ts'
import type { Simulator } from './simulator.ts'
import { overlap, type Standing } from './standing.ts'

/**
 * An entry of the program's own where an appointment already is. Where it warns, it names the next time that is free in its own copy, and its user takes
 * that first and confirms by hand the second time; else the entry goes out as it is. The practice is told of what stands there twice, and only of that.
 *
 * @returns how often it warned; 0 where nothing takes place
 */
export async function doubleBookings({ warns, sends }: Behaviour, program: Simulator, calendar: string, appointments: readonly Appointment[], practice: Practice): Promise<number> {
	const known: Standing[] = []
	for (const { uid } of appointments.filter((one) => one.calendar === calendar)) known.push(...[await program.standing(uid) ?? []].flat())
	const kept = known.find(({ status }) => status === 'CONFIRMED' || status === 'TENTATIVE')
	if (kept === undefined) return 0
	const at = (start: number): Standing => ({ start, end: start + 10 * minute, status: '' })
	const clashes = (start: number): boolean => known.some((one) => overlap(one, at(start)))
	const enter = async (start: number): Promise<boolean> => {
		const uid = newUid()
		const ics = toICalendar({ events: [[text('UID', uid), time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)), time('DTSTART', iso(start)), time('DTEND', iso(at(start).end)), text('SUMMARY', 'Rückruf')]] })
		remember(calendar, `${uid}.ics`)
		expect(await program.create(sends(ics))).toEqual({ done: true })
		const { data } = await ocs('admin', `log?code=DOUBLE_BOOKED&uid=${encodeURIComponent(uid)}`)
		return (data['entries'] as unknown[]).length > 0
	}
	if (warns) {
		let other = kept.start
		while (clashes(other)) other += practice.booking.gridMinutes * minute
		expect(await enter(other), 'a time that the program itself named').toBe(false)
	}
	expect(clashes(kept.start)).toBe(true)
	expect(await enter(kept.start), 'a time that was taken').toBe(true)
	return warns ? 2 : 0
}
