// SPDX-License-Identifier: GPL-3.0-or-later
import { edit, valueOf } from '../../conformance/event.ts'
import { parallel, tally } from '../report.ts'
import { book, indexed, later, slotsOf, type World } from '../world.ts'

/** Many writers have read the same version and write at once. */
export async function staleEtags(world: World, writers: number, rounds: number): Promise<void> {
	const { report, practice } = world
	const calendar = practice.calendars[0]
	const type = practice.appointmentTypes.find((entry) => calendar?.types.includes(entry.code))
	if (calendar === undefined || type === undefined) throw new Error('the practice offers nothing')
	const problems: string[] = []
	const statuses: number[] = []
	for (let round = 0; round < rounds; round++) {
		const start = later(slotsOf(world, calendar, type, indexed(world.snapshot(), calendar.uri)))[0] ?? NaN
		const { uri } = await book(world, calendar.id, type, start)
		const stored = await world.send('staff', 'GET', world.url('staff', calendar.id, uri))
		const answers = await parallel(Array.from({ length: writers }), writers, (_, index) => {
			const account = index % 2 === 0 ? 'staff' : 'admin'
			return world.send(account, 'PUT', world.url(account, calendar.id, uri), {
				body: edit(stored.text, { 'X-VISIT-REASON': `Fassung ${index}` }),
				headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'If-Match': stored.headers.get('etag') ?? '' },
			})
		})
		statuses.push(...answers.map(({ status }) => status))
		const winners = answers.flatMap(({ status }, index) => status === 204 ? [index] : [])
		const now = await world.send('staff', 'GET', world.url('staff', calendar.id, uri))
		if (winners.length !== 1) problems.push(`${winners.length} of ${writers} won`)
		if (valueOf(now.text, 'X-VISIT-REASON') !== `Fassung ${winners[0]}`) problems.push(`${valueOf(now.text, 'X-VISIT-REASON')} holds, ${winners[0]} won`)
		if (answers.some(({ status }) => status !== 204 && status !== 412)) problems.push(tally(answers.map(({ status }) => status)))
	}
	report.figure(`${rounds} × ${writers} writers with one ETag: ${tally(statuses)}`)
	report.holds('exactly one of the writers with one ETag wins, and what it wrote holds', problems)
}
