// SPDX-License-Identifier: GPL-3.0-or-later
// Holds and those who have none: the practice, and whoever asks for what there is not.
import { afterEach, describe, expect, it } from 'vitest'
import { multistatus, ocs, send } from './client.ts'
import { toICalendar } from './event.ts'
import { bookingProperties, fetchObject, iso, minute, newUid, objectUrl, offered, propfindBody, put } from './fixtures.ts'
import { aSlot, bookAt, hold, isFree, practiceBooks, random, release, releaseAll } from './holdFixtures.ts'
import { calendarUrl, type AccountName } from './target.ts'

afterEach(releaseAll)

describe('the practice', () => {
	it.each(['staff', 'pvs', 'admin'] as const)('is not stopped by a hold: %s books on it, and the holder is told', async (account) => {
		const start = await aSlot()
		const { token } = await hold(start)
		expect(await practiceBooks(account, start)).toBe(201)
		const late = await bookAt(start, token)
		expect([late.status, late.codes, late.alternatives.length]).toEqual([409, ['SLOT_TAKEN'], 3])
	})

	it('sees nothing of it in its calendars, nor does the website\'s account', async () => {
		const start = await aSlot()
		const { calendar } = await offered('manual')
		const names = ['{DAV:}sync-token', '{http://calendarserver.org/ns/}getctag']
		const look = async (account: AccountName): Promise<string> => {
			const answer = await send(account, 'PROPFIND', calendarUrl(account, calendar), { headers: { Depth: '1', 'Content-Type': 'application/xml' }, body: propfindBody(...names, '{DAV:}getetag') })
			const { responses } = multistatus(answer)
			return JSON.stringify(responses)
		}
		const busy = async (): Promise<string> => (await send('pvs', 'REPORT', calendarUrl('pvs', calendar), {
			headers: { Depth: '1', 'Content-Type': 'application/xml' },
			body: `<c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="${iso(start).replace(/[-:]/g, '')}" end="${iso(start + 30 * minute).replace(/[-:]/g, '')}"/></c:free-busy-query>`,
		})).text.replace(/^(DTSTAMP|UID).*$/gm, '')
		const accounts = ['booking', 'staff', 'pvs'] as const
		const seen = async () => ({ dav: await Promise.all(accounts.map(look)), busy: await busy(), requests: (await ocs('staff', 'requests')).data.revision })
		const before = await seen()
		const { token, status } = await hold(start)
		expect(status).toBe(201)
		expect(await seen()).toEqual(before)
		await release(token)
		expect(await seen()).toEqual(before)
	})

	it.each(['staff', 'pvs', 'admin'] as const)('does not hold slots itself, and releases none: %s', async (account) => {
		const start = await aSlot()
		const refused = await hold(start, {}, account)
		expect([refused.status, refused.codes]).toEqual([403, ['ROLE_FORBIDDEN']])
		const { token } = await hold(start)
		expect(await release(token, account)).toBe(403)
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
	})

	it('is not bound by the header that a booking carries', async () => {
		const { calendar, type } = await offered('manual')
		const start = await aSlot()
		const { token } = await hold(start)
		const uid = newUid()
		const answer = await put('staff', calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start)] }), { headers: { 'X-Sprechstunde-Hold': token } })
		expect(answer.status).toBe(201)
		// still the form's
		expect((await fetchObject('staff', calendar, `${uid}.ics`)).status).toBe(200)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))).status).toBe(204)
		expect((await bookAt(start)).codes).toEqual(['SLOT_TAKEN'])
		expect((await bookAt(start, token)).status).toBe(201)
	})
})

describe('bad input', () => {
	const shift = (minutes: number) => (start: number) => ({ start: iso(start + minutes * minute), end: iso(start + (minutes + 30) * minute) })
	it.each<[string, (start: number) => Readonly<Record<string, unknown>>, number, ...string[]]>([
		['an unknown calendar', () => ({ calendar: 'dr-nobody' }), 404, 'CALENDAR_UNKNOWN'],
		['any calendar', () => ({ calendar: 'any' }), 404, 'CALENDAR_UNKNOWN'],
		['an unknown type', () => ({ type: 'HAARSCHNITT' }), 400, 'TYPE_UNKNOWN'],
		['the past', shift(-400 * 24 * 60), 400, 'START_IN_PAST'],
		['an instant off the grid', shift(7), 400, 'OFF_GRID'],
		['a wrong duration', (start) => ({ end: iso(start + 5 * 60 * minute) }), 400, 'WRONG_DURATION'],
		['an end before the start', (start) => ({ end: iso(start - 30 * minute) }), 400, 'TIME_INVALID'],
		['no client', () => ({ client: undefined }), 400, 'FIELD_REQUIRED'],
		['a number for a client', () => ({ client: 1234567890 }), 400, 'FIELD_FORMAT'],
		['a list for a client', () => ({ client: ['0123456789abcdef'] }), 400, 'FIELD_FORMAT'],
		['a control character', () => ({ client: '0123456789abcdef\u0000' }), 400, 'FIELD_FORMAT'],
		['a patient\'s name', () => ({ patientName: 'Erika Mustermann' }), 400, 'FIELD_UNKNOWN'],
		['a token of another length', () => ({ token: 'x' }), 400, 'FIELD_FORMAT'],
		['for ever', () => ({ seconds: 1e9 }), 400, 'FIELD_FORMAT'],
	])('%s is refused, and nothing is held', async (_, changes, status, ...codes) => {
		const start = await aSlot()
		const refused = await hold(start, changes(start))
		expect([refused.status, refused.codes.filter((code) => codes.includes(code) || code !== 'OUTSIDE_OPENING_HOURS')]).toEqual([status, codes])
		expect(await isFree(start)).toBe(true)
	})

	it.each(['', 'hello', '[]', '[1]', 'null', '"x"', '{', '{}', `{"client":${'['.repeat(3000)}${']'.repeat(3000)}}`])('a body that is no request is refused: %s', async (body) => {
		const { answer, codes } = await ocs('booking', 'holds', { method: 'POST', body })
		expect(answer.status).toBe(400)
		expect(codes).not.toEqual([])
	})

	it('a token that is none has nothing to release, and passes no booking', async () => {
		const start = await aSlot()
		await hold(start)
		for (const token of ['x', '%00', 'x'.repeat(300), '%ff%fe', random()]) expect([200, 400, 404]).toContain(await release(token))
		for (const token of ['', 'x', '*', '%', random(), `${random()}, ${random()}`]) expect((await bookAt(start, token)).codes).toEqual(['SLOT_TAKEN'])
	})

	it('nobody without an account holds anything', async () => {
		expect((await ocs(null, 'holds', { method: 'POST', body: '{}' })).answer.status).toBe(401)
		expect((await ocs(null, `holds/${random()}`, { method: 'DELETE' })).answer.status).toBe(401)
	})
})
