// SPDX-License-Identifier: GPL-3.0-or-later
// A request that nobody has answered for the practice's hours is reported: once, to the practice and the team, and nobody reads a name in it.
import { describe, expect, it } from 'vitest'
import { select } from '../servers/nextcloud/database.ts'
import { send } from './client.ts'
import { book, catalog, change } from './fixtures.ts'
import { command, inside, isInside } from './inside.ts'
import { mailsTo, waitFor } from './mailbox.ts'
import { target } from './target.ts'

const hour = 3600

function runJob(): void {
	const [job] = select(target().folder ?? '', 'SELECT id FROM *PREFIX*jobs WHERE class = ?', 'OCA\\Sprechstunde\\Outbox\\EscalationJob')
	command('background-job:execute', '--force-execute', String(job?.['id'] ?? expect.fail('the job is not there')))
}

async function unanswered(account: 'staff' | 'admin' | 'pvs'): Promise<{ subject: string; message: string; link: string }[]> {
	const { text } = await send(account, 'GET', '/ocs/v2.php/apps/notifications/api/v2/notifications', { headers: { 'OCS-APIRequest': 'true', 'Accept': 'application/json', 'Accept-Language': 'de' } })
	return (text === '' ? [] : (JSON.parse(text) as { ocs: { data: { app: string; object_id: string; subject: string; message: string; link: string }[] } }).ocs.data).filter((one) => one.app === 'sprechstunde' && one.object_id === 'unanswered')
}

describe.skipIf(!isInside() || target().mail === undefined)('a request that nobody answers', () => {
	it('is reported once its hours have passed, and not again', async () => {
		const { practice, booking } = await catalog() as unknown as { practice: { email: string }; booking: { escalationHours: number } }
		const hours = booking.escalationHours
		const sent = async (): Promise<number> => (await mailsTo(practice.email)).filter(({ subject }) => /unbeantwortet|warte/i.test(subject)).length
		const [old, decided, fresh] = [await book(), await book(), await book()]
		const escalated = (one: typeof old): number => inside(one, { do: 'look' }).log.filter(({ code }) => code === 'ESCALATED').length
		inside(old, { do: 'age', seconds: hours * hour - 120 })
		runJob()
		expect([escalated(old), escalated(fresh)], 'not before').toEqual([0, 0])

		const before = await sent()
		inside(old, { do: 'age', seconds: 180 })
		inside(decided, { do: 'age', seconds: 2 * hours * hour })
		expect((await change('staff', decided, { STATUS: 'CONFIRMED' })).status).toBe(204)
		runJob()
		expect([escalated(old), escalated(decided), escalated(fresh)]).toEqual([1, 0, 0])
		await waitFor(practice.email, before + 1)
		expect(await sent()).toBe(before + 1)
		const mail = (await mailsTo(practice.email)).at(-1)
		expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Mustermann|appointment-/)
		expect(mail?.text).toContain('/apps/sprechstunde')
		for (const account of ['staff', 'admin'] as const) {
			const told = await unanswered(account)
			expect(told).toHaveLength(1)
			expect(JSON.stringify(told)).not.toMatch(/Mustermann/)
			expect(told[0]?.link).toContain('/apps/sprechstunde')
		}
		expect(await unanswered('pvs')).toEqual([])

		runJob()
		expect([escalated(old), await sent()], 'once').toEqual([1, before + 1])
	}, 120_000)
})
