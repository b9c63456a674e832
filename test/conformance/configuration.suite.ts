// SPDX-License-Identifier: GPL-3.0-or-later
// The practice configuration: who may read and replace it, what is refused, and two who save at once.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs, send, type Answer } from './client.ts'
import { book, freeSlots, objectUrl, offered } from './fixtures.ts'
import { target } from './target.ts'

type Reply = Awaited<ReturnType<typeof ocs>>
const read = (): Promise<Reply> => ocs('admin', 'configuration')
const replace = (document: unknown, headers: Readonly<Record<string, string>> = {}, account: Parameters<typeof ocs>[0] = 'admin'): Promise<Reply> =>
	ocs(account, 'configuration', { method: 'PUT', headers, body: JSON.stringify(document) })
const etag = (answer: Answer): string => answer.headers.get('etag') ?? ''
async function ocsAs({ user, password }: { readonly user: string; readonly password: string }, path: string, method = 'GET', body?: unknown): Promise<{ status: number; data: Record<string, unknown>; codes: string[] }> {
	const answer = await fetch(`${target().server.url}/ocs/v2.php/apps/sprechstunde/api/v1/${path}`, {
		method, headers: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`, 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	})
	const { data } = (await answer.json() as { ocs: { data: Record<string, unknown> } }).ocs
	return { status: answer.status, data, codes: ((data['issues'] ?? []) as { code: string }[]).map(({ code }) => code) }
}
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
		['calendars of further accounts', (now) => ({ ...now, calendars: now.calendars.map((calendar) => calendar.main ? calendar : { ...calendar, owner: 'empfang' }) }), 'ROLE_FORBIDDEN', '/calendars/1/owner', 403],
		['a role for another group', (now) => ({ ...now, roles: { ...now.roles, staff: 'everyone' } }), 'ROLE_FORBIDDEN', '/roles/staff', 403],
	])('is not replaced by one with %s', async (_, change, code, path, status) => {
		const answer = await replace(change(practice))
		expect(answer.answer.status).toBe(status)
		expect(answer.codes).toContain(code)
		expect(paths(answer)).toContain(path)
		expect((await read()).data).toEqual(practice)
	})

	it('shows a mail in words that are not stored, as a patient would get it', async () => {
		const preview = (document: unknown, event: string, account: Parameters<typeof ocs>[0] = 'admin'): Promise<Reply> =>
			ocs(account, 'configuration/preview', { method: 'POST', body: JSON.stringify({ document, event, language: 'de' }) })
		const document = { ...practice, mailTexts: { all: { greeting: { de: 'Hallo <b>{name}</b>,' }, footer: { de: 'Parken: hinter dem Haus' } } } }
		const { answer, data } = await preview(document, 'confirmed')
		expect(answer.status).toBe(200)
		expect(data['subject']).toBe(`Ihr Termin bei ${practice.practice.name} ist bestätigt`)
		expect(data['text']).toContain('Hallo <b>Erika Mustermann</b>,')
		expect(data['html']).toContain('Hallo &lt;b&gt;Erika Mustermann&lt;/b&gt;,')
		expect(data['html']).toContain('Parken: hinter dem Haus')
		expect((await preview(document, 'birthday')).codes).toEqual(['FIELD_VALUE_NOT_ALLOWED'])
		expect((await preview({ ...document, roles: undefined }, 'confirmed')).codes).toEqual(['SCHEMA_VIOLATION'])
		expect((await preview(document, 'confirmed', 'staff')).answer.status).toBe(403)
		expect((await read()).data).toEqual(practice)
	})

	it.each(['', '[]', '{', 'null'])('is not replaced by %j', async (body) => {
		const answer = await ocs('admin', 'configuration', { method: 'PUT', body })
		expect(answer.answer.status).toBe(400)
		expect((await read()).data).toEqual(practice)
	})
})

describe.runIf(target().server.kind === 'nextcloud')('the first set-up', () => {
	it.each([['admin', 403], ['staff', 403], ['booking', 403], ['pvs', 403], ['none', 403], [null, 401]] as const)('is nothing for %s, who does not manage the server', async (account, status) => {
		expect((await ocs(account, 'setup')).answer.status).toBe(status)
		expect((await ocs(account, 'setup', { method: 'POST', body: JSON.stringify({ document: {}, members: {}, account: 'x' }) })).answer.status).toBe(status)
		expect((await ocs(account, 'setup/test/x', { method: 'DELETE' })).answer.status).toBe(status)
	})

	it('tells the server\'s administrator what there is, and is not done twice', async ({ skip }) => {
		skip(target().logins?.['admin'] === undefined, 'the target names no administrator')
		const administrator = { user: 'admin', password: target().logins?.['admin'] ?? '' }
		const before = (await read()).data
		const found = await ocsAs(administrator, 'setup')
		expect(found.status).toBe(200)
		expect(found.data).toMatchObject({ configured: true, address: target().server.url })
		expect((found.data['accounts'] as { id: string }[]).map(({ id }) => id)).toContain(target().accounts.staff?.user)
		const again = await ocsAs(administrator, 'setup', 'POST', { document: before, members: { staff: [], admin: [], pvs: [] }, account: 'nobody-yet' })
		expect([again.status, again.codes]).toEqual([409, ['ALREADY_CONFIGURED']])
		expect((await read()).data).toEqual(before)
	})

	it('takes away no booking but the test\'s', async ({ skip }) => {
		skip(target().logins?.['admin'] === undefined, 'the target names no administrator')
		const administrator = { user: 'admin', password: target().logins?.['admin'] ?? '' }
		const real = await book()
		const test = await book('manual', { 'X-PATIENT-NAME': 'Testbuchung', 'X-PATIENT-EMAIL': null })
		expect([real.answer.status, test.answer.status]).toEqual([201, 201])
		const remove = (uid: string): ReturnType<typeof ocsAs> => ocsAs(administrator, `setup/test/${encodeURIComponent(uid)}`, 'DELETE')
		expect([(await remove(real.uid)).codes, (await remove('nothing')).codes]).toEqual([['NOT_FOUND'], ['NOT_FOUND']])
		expect((await remove(test.uid)).status).toBe(200)
		expect((await remove(test.uid)).codes).toEqual(['NOT_FOUND'])
		const exists = async (one: typeof real): Promise<number> => (await send('staff', 'GET', objectUrl('staff', one.calendar, one.uri))).status
		expect([await exists(real), await exists(test)]).toEqual([200, 404])
		expect(await freeSlots(test.calendar, (await offered('manual')).type)).toContain(test.start)
	})
})
