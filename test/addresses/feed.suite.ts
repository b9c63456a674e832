// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, it } from 'vitest'
import { parseCalendar } from '@sprechstunde/core'
import { ocs, type Answer } from '../conformance/client.ts'
import { text, time, toICalendar } from '../conformance/event.ts'
import { book, change, day, iso, newUid, put, remember } from '../conformance/fixtures.ts'
import { behindEach } from './site.ts'

const main = '/caldav/calendars/praxis/appointments.ics'
const asCalendar = { 'Content-Type': 'text/calendar; charset=utf-8' }
const uids = (answer: Answer): string[] => [...answer.text.replace(/\r\n[ \t]/g, '').matchAll(/^UID:(.+)\r$/gm)].map(([, uid = '']) => uid)

async function newToken(label: string): Promise<{ id: number; token: string }> {
	const { data } = await ocs('admin', 'feed-tokens', { method: 'POST', body: JSON.stringify({ label }) })
	return data as unknown as { id: number; token: string }
}

async function block(calendar: string, uid: string, start: number, ...more: Parameters<typeof toICalendar>[0]['events'][number]): Promise<void> {
	remember(calendar, `${uid}.ics`)
	const body = toICalendar({ events: [[text('UID', uid), time('DTSTAMP', iso(Math.floor(Date.now() / 1000) * 1000)), time('DTSTART', iso(start)), time('DTEND', iso(start + 30 * 60_000)), ...more]] })
	expect((await put('admin', calendar, `${uid}.ics`, body)).status).toBe(201)
}

behindEach(({ ask }) => {
	it('lets in whoever may read the calendars', async () => {
		const booked = await book()
		for (const role of ['staff', 'admin', 'pvs'] as const) {
			const answer = await ask(role, 'GET', main)
			expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
			expect(parseCalendar(answer.text).ok).toBe(true)
			expect(answer.text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n[\s\S]*END:VCALENDAR\r\n$/)
			expect([...answer.text.matchAll(/BEGIN:VTIMEZONE/g)]).toHaveLength(1)
			expect(uids(answer)).toContain(booked.uid)
			expect(answer.text).toContain('X-PATIENT-NAME:Erika Mustermann')
		}
	})

	it('everybody else stays out', async () => {
		for (const path of [main, `${main}?token=`, `${main}?token=${'A'.repeat(43)}`, `${main}?token[]=x`]) {
			const answer = await ask(null, 'GET', path)
			expect([path, answer.status, answer.headers.get('www-authenticate')]).toEqual([path, 401, expect.stringMatching(/Basic realm=/)])
		}
		expect((await ask(null, 'GET', main, { headers: { Authorization: `Basic ${btoa('praxis:falsch')}` } })).status).toBe(401)
		for (const role of ['booking', 'none'] as const) {
			const answer = await ask(role, 'GET', main)
			expect([answer.status, answer.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		}
	})

	it('a calendar of its own at each name, and all of them above', async () => {
		const [here, there] = [`block-${newUid()}`, `block-${newUid()}`]
		const start = Math.floor(Date.now() / day) * day + 40 * day
		await block('dr-mueller', here, start)
		await block('dr-schmidt', there, start)
		const seen = async (path: string): Promise<boolean[]> => {
			const found = uids(await ask('pvs', 'GET', path))
			return [found.includes(here), found.includes(there)]
		}
		expect(await seen('/caldav/calendars/hauptkalender/appointments.ics')).toEqual([true, false])
		expect(await seen('/caldav/calendars/dr-schmidt/appointments.ics')).toEqual([false, true])
		expect(await seen('/caldav/calendars/appointments.ics')).toEqual([true, true])
		expect((await ask('pvs', 'GET', '/caldav/calendars/dr-meier/appointments.ics')).status).toBe(404)
	})

	it('a poll with nothing new is a 304 without a body, and a change ends that', async () => {
		const booked = await book()
		const first = await ask('pvs', 'GET', main)
		const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? '']
		for (const headers of [{ 'If-None-Match': etag }, { 'If-None-Match': `"x", W/${etag}` }, { 'If-Modified-Since': modified }]) {
			const again = await ask('pvs', 'GET', main, { headers })
			expect([again.status, again.text]).toEqual([304, ''])
		}
		expect((await ask('pvs', 'GET', main, { headers: { 'If-None-Match': '"x"', 'If-Modified-Since': modified } })).status).toBe(200)
		const head = await ask('pvs', 'HEAD', main)
		expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag])
		// Last-Modified counts whole seconds
		await new Promise((resolve) => { setTimeout(resolve, 1100) })
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		for (const headers of [{ 'If-None-Match': etag }, { 'If-Modified-Since': modified }]) {
			const changed = await ask('pvs', 'GET', main, { headers: headers as Record<string, string> })
			expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false])
		}
	})

	it('reaches a month back and a year ahead', async () => {
		const now = Math.floor(Date.now() / day) * day
		const found = new Map([[-50, false], [-20, true], [300, true], [500, false]])
		const made = new Map([...found].map(([days]) => [days, `block-${newUid()}`]))
		for (const [days, uid] of made) await block('dr-schmidt', uid, now + days * day)
		const listed = uids(await ask('pvs', 'GET', '/caldav/calendars/dr-schmidt/appointments.ics'))
		for (const [days, isThere] of found) expect([days, listed.includes(made.get(days) ?? '')]).toEqual([days, isThere])
	})

	it('a token lets in without an account until it is revoked, and is told once', async () => {
		const { id, token } = await newToken('Albis am Empfang')
		expect(token).toMatch(/^[\w-]{43}$/)
		const listed = await ocs('admin', 'feed-tokens')
		expect(JSON.stringify(listed.data)).not.toContain(token)
		expect((listed.data.tokens as { id: number; usedAt: string | null }[]).find((entry) => entry.id === id)?.usedAt).toBeNull()
		const answer = await ask(null, 'GET', `${main}?token=${token}`)
		expect([answer.status, answer.headers.get('content-type'), answer.headers.getSetCookie()]).toEqual([200, 'text/calendar; charset=utf-8', []])
		expect((await ask(null, 'HEAD', `${main}?token=${token}`)).status).toBe(200)
		expect((await ask(null, 'GET', `${main}?token=${token}`, { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } })).status).toBe(304)
		expect(((await ocs('admin', 'feed-tokens')).data.tokens as { id: number; usedAt: string | null }[]).find((entry) => entry.id === id)?.usedAt).not.toBeNull()
		// for the feed only
		expect((await ask(null, 'PROPFIND', `/caldav/calendars/praxis/?token=${token}`, { headers: { Depth: '1' } })).status).toBe(401)
		expect((await ask(null, 'PUT', `${main}?token=${token}`, { headers: asCalendar, body: 'x' })).status).toBe(401)
		expect((await ocs('admin', `feed-tokens/${id}`, { method: 'DELETE' })).data).toEqual({ revoked: true })
		expect((await ask(null, 'GET', `${main}?token=${token}`)).status).toBe(401)
		expect((await ocs('admin', `feed-tokens/${id}`, { method: 'DELETE' })).answer.status).toBe(404)
	})

	it('private and confidential entries stay so', async () => {
		const start = Math.floor(Date.now() / day) * day + 41 * day
		const [hidden, masked] = [`block-${newUid()}`, `block-${newUid()}`]
		await block('dr-mueller', hidden, start, text('CLASS', 'PRIVATE'), text('SUMMARY', 'Anwalt'))
		await block('dr-mueller', masked, start, text('CLASS', 'CONFIDENTIAL'), text('SUMMARY', 'Zahnarzt'), text('DESCRIPTION', 'Wurzelbehandlung'))
		const { id, token } = await newToken('vertraulich')
		const open = await ask(null, 'GET', `${main}?token=${token}`)
		expect([uids(open).includes(hidden), uids(open).includes(masked)]).toEqual([false, true])
		expect(open.text).not.toMatch(/Anwalt|Zahnarzt|Wurzel/)
		expect(open.text).toContain('SUMMARY:Belegt')
		const owner = await ask('admin', 'GET', main)
		expect([uids(owner).includes(hidden), owner.text.includes('Zahnarzt')]).toEqual([true, true])
		expect(uids(await ask('staff', 'GET', main))).not.toContain(hidden)
		await ocs('admin', `feed-tokens/${id}`, { method: 'DELETE' })
	})

	it('only the management makes links', async () => {
		for (const role of ['staff', 'pvs', 'booking', 'none'] as const) {
			expect([role, (await ocs(role, 'feed-tokens')).codes]).toEqual([role, ['ROLE_FORBIDDEN']])
			expect([role, (await ocs(role, 'feed-tokens', { method: 'POST', body: '{"label":"x"}' })).codes]).toEqual([role, ['ROLE_FORBIDDEN']])
			expect([role, (await ocs(role, 'feed-tokens/1', { method: 'DELETE' })).codes]).toEqual([role, ['ROLE_FORBIDDEN']])
		}
		for (const [body, code] of [['{}', 'FIELD_REQUIRED'], ['{"label":"  "}', 'FIELD_REQUIRED'], [`{"label":"${'x'.repeat(101)}"}`, 'FIELD_TOO_LONG'], ['{"label":["x"]}', 'REQUEST_MALFORMED']] as const) {
			expect((await ocs('admin', 'feed-tokens', { method: 'POST', body })).codes).toEqual([code])
		}
	})
})
