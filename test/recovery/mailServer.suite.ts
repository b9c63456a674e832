// SPDX-License-Identifier: GPL-3.0-or-later
// A mail server that takes nothing for a while, and workers that meet at the same mail: each patient hears once.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { book, change, offered, pickSlot } from '../conformance/fixtures.ts'
import { mailsTo, newAddress, waitFor } from '../conformance/mailbox.ts'
import { target } from '../conformance/target.ts'
import { at, enter, methods, outboxOf, run, settled, type Entered } from './practice.ts'
import { atOnce } from './workers.ts'

type Manner = 'refuse' | 'slow'
const file = (manner: Manner): string => join(target().mail?.folder ?? expect.fail('the target names no folder of mails'), manner)
/** How the mail server answers from now on. */
function answers(...manners: readonly Manner[]): void {
	for (const manner of ['refuse', 'slow'] as const) rmSync(file(manner), { force: true })
	for (const manner of manners) writeFileSync(file(manner), '')
}
const last = (one: Pick<Entered, 'uid'>): Readonly<Record<string, unknown>> => outboxOf(one).at(-1) ?? {}
const tried = (one: Pick<Entered, 'uid'>): Promise<void> => expect.poll(() => last(one), { timeout: 60_000, interval: 500 }).toMatchObject({ state: 'pending', attempts: 1 })

afterEach(() => { answers() })

describe('a mail that the mail server refused', () => {
	it('is sent once when it takes mails again, and says what holds by then', async () => {
		answers('refuse')
		const address = newAddress()
		const booked = { ...await book('manual', { 'X-PATIENT-EMAIL': address }), address }
		const entered = await enter()
		for (const one of [booked, entered]) await tried(one)
		const { calendar, type } = await offered('manual')
		const other = await pickSlot(calendar, type)
		expect((await change('pvs', entered, at(other, entered.length))).status).toBe(204)
		expect([await methods(booked), await methods(entered)]).toEqual([[], []])

		answers()
		// the next try is a minute away; a change waits for its undo only
		for (const one of [booked, entered]) await waitFor(one.address, 1, 100)
		await settled()
		expect([await methods(booked), await methods(entered)]).toEqual([['PUBLISH'], ['REQUEST']])
		const [mail] = await mailsTo(entered.address)
		expect(mail?.text).toContain(new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(other))
		expect([last(booked)['state'], last(entered)['state']]).toEqual(['done', 'done'])
	}, 240_000)

	it('of a change that was taken back meanwhile is not sent at all', async () => {
		const entered = await enter()
		await waitFor(entered.address, 1)
		answers('refuse')
		expect((await change('pvs', entered, { STATUS: 'CANCELLED' })).status).toBe(204)
		await tried(entered)
		expect((await change('pvs', entered, { STATUS: 'CONFIRMED' })).status).toBe(204)
		answers()
		await settled()
		await expect.poll(() => last(entered)['state'], { timeout: 90_000, interval: 500 }).toBe('done')
		expect(await methods(entered)).toEqual(['REQUEST'])
	}, 240_000)
})

describe('workers that begin at the same moment', () => {
	it('send each mail once between them', async () => {
		const subjects = [await enter(), await enter(), await enter()]
		// nobody else takes them until the workers are ready
		for (const { uid } of subjects) run('UPDATE *PREFIX*sprechstunde_outbox SET due_at = 4000000000 WHERE uid = ?', uid)
		answers('slow')
		const counts = await atOnce(3, () => { for (const { uid } of subjects) run('UPDATE *PREFIX*sprechstunde_outbox SET due_at = 1 WHERE uid = ?', uid) })
		answers()
		await settled()
		expect(await Promise.all(subjects.map(methods))).toEqual([['REQUEST'], ['REQUEST'], ['REQUEST']])
		// the installation's own worker may have been quicker with some
		expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(subjects.length)
	}, 180_000)
})
