// SPDX-License-Identifier: GPL-3.0-or-later
// The calendar as a file by a practice program's field map: for its account, and for a link that was made for it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs, send, type Answer } from './client.ts'
import { unfold } from './event.ts'
import { book, cleanUp, fetchObject, offered, type Booked } from './fixtures.ts'
import { target, type AccountName } from './target.ts'

type Connection = NonNullable<Practice['pvs']>[number]
interface Link { readonly id: number; readonly label: string; readonly program: string | null }

describe.runIf(target().server.kind === 'nextcloud')('the feed of a connected practice program', () => {
	let practice: Practice
	let booked: Booked
	let calendar: string
	const links: number[] = []
	const save = async (changed: Practice): Promise<void> => {
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
		expect(answer.status, answer.text).toBe(200)
	}
	const connect = (parts: Partial<Connection>): Promise<void> => save({ ...practice, pvs: [{ id: 'anmeldung', profile: 'medistar', user: target().accounts.pvs?.user ?? '', calendars: [calendar], ...parts }] })
	const feed = (account: AccountName | null, token = '', headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
		send(account, 'GET', `/remote.php/dav/calendars/${calendar}/appointments.ics${token === '' ? '' : `?token=${token}`}`, { headers: { 'X-Forwarded-Prefix': '/caldav', ...headers } })
	/** a line of the booked appointment */
	const shown = (answer: Answer, name: string): string => {
		expect(answer.status, answer.text).toBe(200)
		const lines = unfold(answer.text)
		const at = lines.indexOf(`UID:${booked.uid}`)
		const [from, to] = [lines.lastIndexOf('BEGIN:VEVENT', at), lines.indexOf('END:VEVENT', at)]
		return lines.slice(from, to).find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? ''
	}
	const link = async (program: unknown): Promise<{ id: number; token: string }> => {
		const { answer, data } = await ocs('admin', 'feed-tokens', { method: 'POST', body: JSON.stringify({ label: 'Anmeldung', program }) })
		expect(answer.status, answer.text).toBe(201)
		const made = data as unknown as { id: number; token: string }
		links.push(made.id)
		return made
	}
	const listed = async (id: number): Promise<Link | undefined> => ((await ocs('admin', 'feed-tokens')).data.tokens as Link[]).find((one) => one.id === id)

	beforeAll(async () => {
		practice = (await ocs('admin', 'configuration')).data as unknown as Practice
		calendar = (await offered('manual')).calendar
		booked = await book()
	})

	afterAll(async () => {
		for (const id of links) await ocs('admin', `feed-tokens/${id}`, { method: 'DELETE' })
		await save(practice)
		await cleanUp()
	})

	it('follows its map for its account and for a link made for it, and shows all others what is stored', async () => {
		await connect({ categoryNames: [{ code: 'VASCULAR_SURGERY', name: 'Gefäße' }] })
		const stored = (await fetchObject('staff', calendar, booked.uri)).text
		const [made, plain] = [await link('anmeldung'), await link(null)]
		expect([shown(await feed('pvs'), 'CATEGORIES'), shown(await feed(null, made.token), 'CATEGORIES')]).toEqual(['Gefäße', 'Gefäße'])
		expect([shown(await feed('staff'), 'CATEGORIES'), shown(await feed(null, plain.token), 'CATEGORIES')]).toEqual(['APPOINTMENT,VASCULAR_SURGERY', 'APPOINTMENT,VASCULAR_SURGERY'])
		expect([(await listed(made.id))?.program, (await listed(plain.id))?.program]).toEqual(['anmeldung', null])
		expect((await fetchObject('staff', calendar, booked.uri)).text).toBe(stored)
	})

	it('shows a changed map at the next poll', async () => {
		await connect({})
		const { token } = await link('anmeldung')
		const etag = (await feed(null, token)).headers.get('etag') ?? ''
		expect((await feed(null, token, { 'If-None-Match': etag })).status).toBe(304)
		await connect({ fieldMap: { title: '{reason}', place: '{room}', text: ['phone'], categories: 'codes' } })
		const changed = await feed(null, token, { 'If-None-Match': etag })
		expect(shown(changed, 'SUMMARY')).toBe('Krampfadern\\, Kontrolle')
		expect(shown(changed, 'DESCRIPTION')).toContain('Telefon: +49 151 12345678')
		expect(shown(changed, 'DESCRIPTION')).not.toContain('1964')
	})

	it('keeps the profile\'s map once the program is no longer connected', async () => {
		await connect({ fieldMap: { title: '{reason}', place: '', text: [], categories: 'codes' } })
		const { id, token } = await link('anmeldung')
		await save(practice)
		expect(shown(await feed(null, token), 'SUMMARY')).toBe('Erika Mustermann - Krampfadern\\, Kontrolle')
		expect((await listed(id))?.program).toBe('medistar')
	})

	it('is made for programs that there are', async () => {
		const { token } = await link('albis')
		expect(shown(await feed(null, token), 'DESCRIPTION')).toContain('Telefon: +49 151 12345678')
		for (const [program, code] of [['nirgends', 'REFERENCE_UNKNOWN'], ['x'.repeat(5000), 'REFERENCE_UNKNOWN'], [['albis'], 'REQUEST_MALFORMED'], [7, 'REQUEST_MALFORMED'], [{}, 'REQUEST_MALFORMED']] as const) {
			expect((await ocs('admin', 'feed-tokens', { method: 'POST', body: JSON.stringify({ label: 'x', program }) })).codes).toEqual([code])
		}
	})
})
