// SPDX-License-Identifier: GPL-3.0-or-later
import { parallel, tally } from '../report.ts'
import { book, indexed, nearest, later, slotsOf, type World } from '../world.ts'

/** Everybody wants the same slot at once. */
export async function oneSlot(world: World, count: number): Promise<void> {
	const { report, practice, random } = world
	const calendar = practice.calendars[0]
	const type = practice.appointmentTypes.find((entry) => calendar?.types.includes(entry.code))
	if (calendar === undefined || type === undefined) throw new Error('the practice offers nothing')
	const start = random.pick(later(slotsOf(world, calendar, type, indexed(world.snapshot(), calendar.uri))).slice(0, 200))
	const began = Date.now()
	const tries = await parallel(Array.from({ length: count }), count, () => book(world, calendar.id, type, start))
	report.figure(`${count} bookings for one slot in ${((Date.now() - began) / 1000).toFixed(1)} s: ${tally(tries.map(({ answer }) => answer.status))}`)

	const winners = tries.filter(({ answer }) => answer.status === 201)
	report.holds('exactly one gets it', winners.length === 1 ? [] : [`${winners.length} got it`])
	const losers = tries.filter(({ answer }) => answer.status !== 201)
	report.holds('the others are told that it is taken', losers.flatMap(({ answer }) => answer.status === 409 && answer.codes.join() === 'SLOT_TAKEN' ? [] : [`${answer.status} ${answer.text.slice(0, 300)}`]))
	const expected = nearest(world, calendar, type, indexed(world.snapshot(), calendar.uri), start).join()
	report.holds('and offered exactly the three nearest free slots', losers.flatMap(({ answer }) => {
		const offered = answer.alternatives.map((slot) => Date.parse(slot.start)).join()
		return offered === expected && answer.alternatives.length === 3 ? [] : [`${offered} instead of ${expected}`]
	}))
}
