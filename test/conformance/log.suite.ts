// SPDX-License-Identifier: GPL-3.0-or-later
// What the log holds of an appointment, who may read it, and that it names nobody.
import { describe, expect, it } from 'vitest'
import { ocs, send } from './client.ts'
import { book, change, newUid, objectUrl, propfindBody } from './fixtures.ts'
import { isInside } from './inside.ts'
import { mailsTo, newAddress, waitFor } from './mailbox.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

interface Entry {
	readonly id: number
	readonly at: string
	readonly level: string
	readonly code: string
	readonly actor: string
	readonly role: string
	readonly way: string
	readonly calendar: string
	readonly uid: string
	readonly href: string | null
	readonly params: Readonly<Record<string, string | number>>
}

const read = async (account: AccountName, query: string): Promise<Entry[]> => (await ocs(account, `log?${query}`)).data.entries as Entry[]
const codes = (entries: readonly Entry[]): string[] => entries.map(({ code }) => code).reverse()
const post = (account: AccountName, uids: unknown) => ocs(account, 'log/resolve', { method: 'POST', body: JSON.stringify({ uids }) })
const user = (account: AccountName): string => target().accounts[account]?.user ?? ''

describe.skipIf(!isInside())('the log', () => {
	it('tells an appointment\'s story: what, by whom, by which way, names of fields and no values', async () => {
		const booked = await book('manual', { 'X-VISIT-REASON': 'Krampfadern' })
		expect((await change('staff', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		expect((await change('pvs', booked, { 'X-PATIENT-PHONE': '0151 7654321', 'X-VISIT-REASON': 'Thrombose' })).status).toBe(204)
		expect((await send('admin', 'DELETE', objectUrl('admin', booked.calendar, booked.uri))).status).toBe(204)
		const entries = await read('admin', `uid=${encodeURIComponent(booked.uid)}`)
		const told = entries.filter(({ code }) => code.startsWith('APPOINTMENT_')).reverse()
		expect(told.map(({ level, code, actor, role, way }) => [level, code, actor, role, way])).toEqual([
			['INFO', 'APPOINTMENT_RECEIVED', user('booking'), 'booking', 'website'],
			['SUCCESS', 'APPOINTMENT_APPROVED', user('staff'), 'staff', 'caldav'],
			['INFO', 'APPOINTMENT_CHANGED', user('pvs'), 'pvs', 'sync'],
			['WARNING', 'APPOINTMENT_DELETED', user('admin'), 'admin', 'caldav'],
		])
		expect(told[2]?.params).toEqual({ fields: 'phone,reason' })
		expect(told.map(({ calendar, href }) => [calendar, href])).toEqual(told.map(() => [booked.calendar, null]))
		expect(JSON.stringify(entries)).not.toMatch(/Mustermann|Krampf|Thrombose|7654321/)
	})

	it.skipIf(target().mail === undefined)('tells of mails that are queued and sent', async () => {
		const address = newAddress()
		const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
		await waitFor(address, 1)
		await expect.poll(async () => codes(await read('staff', `uid=${booked.uid}`)), { timeout: 20_000 }).toEqual(['APPOINTMENT_RECEIVED', 'MAIL_SENT'])
		const [sent, received] = await read('staff', `uid=${booked.uid}`)
		expect([received?.params, sent?.params, sent?.actor]).toEqual([{ mail: 'queued' }, { mail: 'requested' }, ''])
		expect(await mailsTo(address)).toHaveLength(1)
	})

	it('is read page by page', async () => {
		const first = (await ocs('admin', 'log?limit=2')).data as { entries: Entry[]; before: number }
		expect(first.entries).toHaveLength(2)
		expect(first.before).toBe(first.entries[1]?.id)
		const next = await read('admin', `limit=2&before=${first.before}`)
		expect(next.every(({ id }) => id < first.before)).toBe(true)
		expect(await read('admin', 'level=ERROR,WARNING&limit=200').then((found) => new Set(found.map(({ level }) => level)))).not.toContain('INFO')
		expect(await read('admin', 'to=2020-01-01T00:00:00Z')).toEqual([])
		expect((await read('admin', `q=${user('pvs').toUpperCase()}&code=APPOINTMENT_CHANGED`)).every(({ actor, code }) => actor === user('pvs') && code === 'APPOINTMENT_CHANGED')).toBe(true)
	})

	it('is for the management; the team sees one appointment\'s history', async () => {
		for (const route of ['log', `log?uid=${newUid()}`]) {
			for (const account of ['booking', 'pvs'] as const) {
				const { answer, codes: refused } = await ocs(account, route)
				expect([answer.status, refused]).toEqual([403, ['ROLE_FORBIDDEN']])
			}
			expect((await ocs(null, route)).answer.status).toBe(401)
		}
		expect((await ocs('staff', 'log')).codes).toEqual(['ROLE_FORBIDDEN'])
		expect((await ocs('staff', `log?uid=${newUid()}`)).answer.status).toBe(200)
		for (const account of ['booking', 'pvs', 'staff'] as const) {
			expect((await post(account, [newUid()])).codes).toEqual(['ROLE_FORBIDDEN'])
			expect((await ocs(account, 'log/export')).codes).toEqual(['ROLE_FORBIDDEN'])
		}
	})

	it.each([['level=LOUD', 'level'], ['code=NOTHING', 'code'], ['before=x', 'before'], ['limit=0', 'limit'], ['limit=201', 'limit'], ['uid[]=a', 'uid'], [`q=${'a'.repeat(300)}`, 'q']])('refuses %s', async (query, path) => {
		const { answer, data } = await ocs('admin', `log?${query}`)
		expect([answer.status, data.issues]).toEqual([400, [expect.objectContaining({ code: 'REQUEST_MALFORMED', path })]])
	})

	it('names patients to the management that asks, and tells that it asked', async () => {
		const booked = await book()
		const { data } = await post('admin', [booked.uid, newUid()])
		expect(data.patients).toEqual({ [booked.uid]: { name: expect.stringContaining('Mustermann'), start: expect.stringMatching(/Z$/), end: expect.stringMatching(/Z$/), deleted: false } })
		expect((await read('admin', 'code=LOG_RESOLVED&limit=1'))[0]).toMatchObject({ level: 'INFO', code: 'LOG_RESOLVED', actor: user('admin'), params: { count: 1 } })
		for (const uids of [[], 'x', [1], Array.from({ length: 201 }, newUid)]) expect((await post('admin', uids)).answer.status).toBe(400)
	})

	it('is exported as lines and as a table, without names', async () => {
		const booked = await book()
		const query = `uid=${booked.uid}`
		const text = await send('admin', 'GET', `/ocs/v2.php/apps/sprechstunde/api/v1/log/export?language=en&${query}`, { headers: { 'OCS-APIRequest': 'true' } })
		expect(text.headers.get('content-disposition')).toContain('sprechstunde-log.txt')
		expect(text.text).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] INFO Request received/)
		expect(text.text).toContain(booked.uid)
		const table = await send('admin', 'GET', `/ocs/v2.php/apps/sprechstunde/api/v1/log/export?type=csv&${query}`, { headers: { 'OCS-APIRequest': 'true' } })
		expect(table.text).toMatch(/^\uFEFF?"Zeit";"Stufe";"Code";/)
		expect(table.text + text.text).not.toMatch(/Mustermann/)
		expect((await ocs('admin', 'log/export?type=exe')).answer.status).toBe(400)
	})

	it('notes that a practice program reads, not each time that it does', async () => {
		const booked = await book()
		for (let times = 0; times < 3; times++) expect((await send('pvs', 'PROPFIND', calendarUrl('pvs', booked.calendar), { headers: { Depth: '0' }, body: propfindBody('{DAV:}getetag') })).status).toBe(207)
		// other programs may have been connected
		const started = async (): Promise<Entry[]> => (await read('admin', 'code=SYNC_STARTED')).filter(({ actor }) => actor === user('pvs'))
		await expect.poll(async () => codes(await started())).toEqual(['SYNC_STARTED'])
		expect((await started())[0]).toMatchObject({ role: 'pvs', uid: '' })
	})
})
