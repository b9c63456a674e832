// SPDX-License-Identifier: GPL-3.0-or-later
// A day of each practice program: online bookings, decisions, moves and cancellations by practice, program and patients, a lost network, a restart,
// a restored backup. At the end calendar, program and the patients' last mails say the same.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs } from '../conformance/client.ts'
import { cleanUp } from '../conformance/fixtures.ts'
import { target } from '../conformance/target.ts'
import { disagreements, logged } from './agreement.ts'
import { behaviours } from './behaviour.ts'
import { Day, type Ended } from './day.ts'
import { doctors } from './patients.ts'
import { assigned } from './treatments.ts'

/** 200 in full; a part of that day in the test command. */
const bookings = Number(process.env['SPRECHSTUNDE_BOOKINGS'] ?? 10)
/** Short days wait for their mails together; long ones would fill the calendars. */
const areShort = bookings <= 20

describe('the days of practice programs', () => {
	let practice: Practice
	const ended: Ended[] = []
	const save = (changed: Practice): ReturnType<typeof ocs> => ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
	beforeAll(async () => { practice = (await ocs('admin', 'configuration')).data as unknown as Practice })
	afterEach(async () => {
		await save(practice)
		if (!areShort) await cleanUp()
	})
	afterAll(cleanUp)

	it.each(behaviours.map((behaviour) => ({ id: behaviour.profile.id, behaviour })))(`$id, ${bookings} bookings`, { timeout: 120_000 + bookings * 5000 }, async ({ id, behaviour }) => {
		const all = await doctors()
		const own = behaviour.profile.capabilities.calendarPerDoctor === 'none' ? all.slice(0, 1) : all
		const connection = { id, profile: id, user: target().accounts.pvs?.user ?? '', calendars: own.map(({ calendar }) => calendar), categoryNames: behaviour.profile.fieldMap?.categories === 'names' ? assigned : [] }
		const saved = await save({ ...practice, pvs: [connection] })
		expect(saved.answer.status, saved.answer.text).toBe(200)
		const day = await new Day(behaviour, bookings, own, practice).live()
		ended.push(day)
		if (!areShort) await agree(day)
	})

	it.runIf(areShort)('calendar, program and patients\' mails agree', { timeout: 180_000 }, async () => { for (const day of ended) await agree(day) })

	async function agree(day: Ended): Promise<void> {
		const began = Date.now()
		const { found, mails } = await disagreements(day)
		console.log(day.behaviour.profile.id, JSON.stringify({ ...day.done, ...await logged(day), mails, seconds: day.seconds, secondsToMailsAndComparison: Math.round((Date.now() - began) / 1000) }))
		expect(found).toEqual([])
	}
})
