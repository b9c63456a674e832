// SPDX-License-Identifier: GPL-3.0-or-later
import { overlaps as meet, type Interval } from '@sprechstunde/core'
import { parallel, tally } from '../report.ts'
import { book, claim, indexed, later, slotsOf, type Try, type World } from '../world.ts'

/** Bookings of any type at any time of a few days in all calendars, far more than fit. */
export async function overlaps(world: World, count: number): Promise<void> {
	const { report, practice, random } = world
	const before = world.snapshot()
	const offers = practice.calendars.flatMap((calendar) => practice.appointmentTypes.filter((type) => calendar.types.includes(type.code)).map((type) => {
		const free = slotsOf(world, calendar, type, indexed(before, calendar.uri))
		const soon = later(free)
		return { calendar, type, free: new Set(free), wanted: soon.filter((start) => start < (soon[0] ?? 0) + Math.max(1, count / 125) * 86_400_000) }
	}))
	const wishes = Array.from({ length: count }, () => {
		const offer = random.pick(offers)
		return { ...offer, start: random.pick(offer.wanted) }
	})
	const began = Date.now()
	const tries = await parallel(wishes, 100, ({ calendar, type, start }) => book(world, calendar.id, type, start))
	report.figure(`${count} bookings of random times in ${((Date.now() - began) / 1000).toFixed(1)} s: ${tally(tries.map(({ answer }) => answer.status))}`)

	const winners = tries.filter(({ answer }) => answer.status === 201)
	const losers = tries.filter(({ answer }) => answer.status !== 201)
	report.holds('each is granted or told that the slot is taken', losers.flatMap(({ answer }) => answer.status === 409 && answer.codes.join() === 'SLOT_TAKEN' ? [] : [`${answer.status} ${answer.text.slice(0, 300)}`]))
	report.holds('no two that were granted overlap', winners.flatMap((one, index) => winners.slice(index + 1).filter((other) => collide(one, other)).map((other) => `${one.uri} and ${other.uri}`)))
	report.holds('each that was refused overlaps one that was granted', losers.filter((one) => !winners.some((other) => collide(one, other))).map((one) => `${one.uri} at ${new Date(one.start).toISOString()}`))
	report.holds('each that was refused is offered three slots that were free', losers.flatMap((one) => badOffers(one, winners, offers.find((offer) => offer.calendar.id === one.calendar && offer.type === one.type)?.free ?? new Set())))
}

function collide(one: Try, other: Try): boolean {
	return one.calendar === other.calendar && meet(claim(one.type, one.start), claim(other.type, other.start))
}

function badOffers(one: Try, winners: readonly Try[], free: ReadonlySet<number>): string[] {
	const { alternatives } = one.answer
	if (alternatives.length !== 3) return [`${one.uri}: ${alternatives.length} offers`]
	// granted before this one was asked for: what came meanwhile may or may not have been seen
	const known: Interval[] = winners.filter((other) => other.calendar === one.calendar && other.answered < one.sent).map((other) => claim(other.type, other.start))
	return alternatives.flatMap((slot) => {
		const start = Date.parse(slot.start)
		const taken = known.some((other) => meet(other, claim(one.type, start)))
		return slot.calendar === one.calendar && free.has(start) && !taken && Date.parse(slot.end) === start + one.type.durationMinutes * 60_000 ? [] : [`${one.uri}: ${slot.start} is ${taken ? 'taken' : 'no slot'}`]
	})
}
