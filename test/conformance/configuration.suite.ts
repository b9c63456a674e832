// SPDX-License-Identifier: GPL-3.0-or-later
// The practice configuration: who may read and replace it, what is refused, and two who save at once.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs, type Answer } from './client.ts'
import { target } from './target.ts'

type Reply = Awaited<ReturnType<typeof ocs>>
const read = (): Promise<Reply> => ocs('admin', 'configuration')
const replace = (document: unknown, headers: Readonly<Record<string, string>> = {}, account: Parameters<typeof ocs>[0] = 'admin'): Promise<Reply> =>
	ocs(account, 'configuration', { method: 'PUT', headers, body: JSON.stringify(document) })
const etag = (answer: Answer): string => answer.headers.get('etag') ?? ''
const paths = ({ data }: Reply): string[] => ((data['issues'] ?? []) as { path?: string }[]).map(({ path = '' }) => path)

describe.runIf(target().server.kind === 'nextcloud')('the practice configuration', () => {
	let practice: Practice
	beforeAll(async () => { practice = (await read()).data as unknown as Practice })

	it.each([['staff', 403], ['booking', 403], ['pvs', 403], ['none', 403], [null, 401]] as const)('is nothing for %s', async (account, status) => {
		for (const path of ['configuration', 'configuration/members']) expect((await ocs(account, path)).answer.status).toBe(status)
		expect((await replace(practice, {}, account)).answer.status).toBe(status)
	})

	it('says who has which role', async () => {
		const { data } = await ocs('admin', 'configuration/members')
		const ids = (role: string): string[] => (data[role] as { id: string }[]).map(({ id }) => id)
		expect(ids('owners')).toEqual([target().accounts.admin?.user])
		expect(ids('staff')).toContain(target().accounts.staff?.user)
		expect(ids('booking')).toEqual([target().accounts.booking?.user])
	})

	it('keeps empty objects objects', async () => {
		const [first, ...others] = practice.calendars
		const closed = { ...practice, calendars: [{ ...first, weeklyHours: {} }, ...others], mailTexts: { all: {} } }
		try {
			expect((await replace(closed)).answer.status).toBe(200)
			const { data } = await read()
			expect(data['mailTexts']).toEqual({ all: {} })
			expect((data as unknown as Practice).calendars[0]?.weeklyHours).toEqual({})
		} finally {
			expect((await replace(practice)).answer.status).toBe(200)
		}
		expect((await read()).data).toEqual(practice)
	})

	it('is replaced on the version that was read only, where the request says so', async () => {
		const before = etag((await read()).answer)
		expect(before).toMatch(/^"[0-9a-f]{32}"$/)
		const changed = { ...practice, practice: { ...practice.practice, name: 'Praxis am Markt' } }
		const first = await replace(changed, { 'If-Match': before })
		expect(first.answer.status).toBe(200)
		expect(etag(first.answer)).not.toBe(before)
		const second = await replace({ ...practice, syncIntervalMinutes: 7 }, { 'If-Match': before })
		expect([second.answer.status, second.codes]).toEqual([412, ['CONFIGURATION_STALE']])
		expect((await read()).data).toEqual(changed)
		// as a web server may spell it
		expect((await replace(practice, { 'If-Match': `W/${etag(first.answer).replace(/"$/, '-gzip"')}` })).answer.status).toBe(200)
		expect(etag((await read()).answer)).toBe(before)
	})

	it('takes one of two who save at the same moment', async () => {
		const before = { 'If-Match': etag((await read()).answer) }
		try {
			const answers = await Promise.all([2, 3, 4].map((syncIntervalMinutes) => replace({ ...practice, syncIntervalMinutes }, before)))
			expect(answers.map(({ answer }) => answer.status).sort()).toEqual([200, 412, 412])
		} finally {
			expect((await replace(practice)).answer.status).toBe(200)
		}
	})

	it.each<[string, (practice: Practice) => unknown, string, string, number]>([
		['a broken rule of the schema', (now) => ({ ...now, booking: { ...now.booking, gridMinutes: 7 } }), 'SCHEMA_VIOLATION', '/booking/gridMinutes', 400],
		['a reference to nothing', (now) => ({ ...now, calendars: now.calendars.map((calendar) => ({ ...calendar, types: ['HAUSBESUCH'] })) }), 'REFERENCE_UNKNOWN', '/calendars/0/types/0', 400],
		['a placeholder that there is not', (now) => ({ ...now, mailTexts: { all: { footer: { de: '{reason}' } } } }), 'PLACEHOLDER_UNKNOWN', '/mailTexts/all/footer/de', 400],
		['calendars of further accounts', (now) => ({ ...now, calendars: now.calendars.map((calendar) => ({ ...calendar, owner: 'empfang' })) }), 'ROLE_FORBIDDEN', '/calendars/0/owner', 403],
		['a role for another group', (now) => ({ ...now, roles: { ...now.roles, staff: 'everyone' } }), 'ROLE_FORBIDDEN', '/roles/staff', 403],
	])('is not replaced by one with %s', async (_, change, code, path, status) => {
		const answer = await replace(change(practice))
		expect(answer.answer.status).toBe(status)
		expect(answer.codes).toContain(code)
		expect(paths(answer)).toContain(path)
		expect((await read()).data).toEqual(practice)
	})

	it.each(['', '[]', '{', 'null'])('is not replaced by %j', async (body) => {
		const answer = await ocs('admin', 'configuration', { method: 'PUT', body })
		expect(answer.answer.status).toBe(400)
		expect((await read()).data).toEqual(practice)
	})
})
