// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { eventLines, lineOf, text, toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, change, fetchObject, freeSlots, newUid, objectUrl, offered, put } from './fixtures.ts'

const medical = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-PATIENT-PHONE', 'X-INSURANCE-TYPE', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-BOOKING-SOURCE']

describe('medical fields', () => {
	it('that a client drops are put back', async () => {
		const booked = await book()
		const before = await fetchObject('pvs', booked.calendar, booked.uri)
		const dropped = Object.fromEntries(eventLines(before.text).map((line) => /^[\w-]+/.exec(line)?.[0] ?? '').filter((name) => name.startsWith('X-') || ['CATEGORIES', 'ATTENDEE', 'COLOR', 'DESCRIPTION', 'STATUS'].includes(name)).map((name) => [name, null]))
		expect((await change('pvs', booked, { ...dropped, PRIORITY: '5' })).status).toBe(204)
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		for (const name of [...medical, 'STATUS', 'CATEGORIES', 'DESCRIPTION']) expect([name, valueOf(after.text, name)]).toEqual([name, valueOf(before.text, name)])
		expect(lineOf(after.text, 'ATTENDEE')).toContain('mailto:erika@mustermann.example')
		expect(valueOf(after.text, 'PRIORITY')).toBe('5')
	})

	it('that a client sends empty are cleared and stay so', async () => {
		const booked = await book()
		expect((await change('staff', booked, { 'X-VISIT-REASON': '', 'X-PATIENT-PHONE': '' })).status).toBe(204)
		const cleared = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(cleared.text, 'X-VISIT-REASON') ?? '').toBe('')
		expect(valueOf(cleared.text, 'DESCRIPTION')).not.toContain('Krampfadern')
		await change('pvs', booked, { PRIORITY: '5' })
		const later = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(later.text, 'X-PATIENT-PHONE') ?? '').toBe('')
		expect(valueOf(later.text, 'X-PATIENT-NAME')).toBe('Erika Mustermann')
	})

	it('are the truth: SUMMARY and DESCRIPTION follow them, a note stays', async () => {
		const booked = await book()
		const { text: ics } = await fetchObject('staff', booked.calendar, booked.uri)
		await change('staff', booked, { 'X-VISIT-REASON': 'Wundkontrolle', SUMMARY: 'something else', DESCRIPTION: `${valueOf(ics, 'DESCRIPTION') ?? ''}\n\nBitte Vorbefunde mitbringen.` })
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(after.text, 'SUMMARY')).toBe('Erika Mustermann - Wundkontrolle')
		expect(valueOf(after.text, 'DESCRIPTION')).toContain('Wundkontrolle')
		expect(valueOf(after.text, 'DESCRIPTION')).toMatch(/Bitte Vorbefunde mitbringen\.$/)
	})

	it('that the practice alone may set are kept from PVS and staff', async () => {
		const booked = await book()
		await change('pvs', booked, { 'X-PATIENT-ID': '4711', 'X-BOOKING-SOURCE': 'PVS', 'X-PRIVACY-CONSENT': 'forged 2020-01-01T00:00:00Z' })
		const { text: ics } = await fetchObject('staff', booked.calendar, booked.uri)
		expect(valueOf(ics, 'X-PATIENT-ID')).toBe('4711')
		expect(valueOf(ics, 'X-BOOKING-SOURCE')).toBe('ONLINE_BOOKING')
		expect(valueOf(ics, 'X-PRIVACY-CONSENT')).toBeUndefined()
	})

	it('are checked for every role', async () => {
		const booked = await book()
		const answer = await change('staff', booked, { 'X-INSURANCE-TYPE': 'PLATIN', 'X-PATIENT-EMAIL': 'no address' })
		expect(answer.status).toBe(400)
		expect(answer.issues.map(({ code, path }) => [code, path]).sort()).toEqual([['FIELD_FORMAT', 'email'], ['FIELD_VALUE_NOT_ALLOWED', 'insurance']])
	})

	it('come with the stored bytes unchanged when the same object is sent again', async () => {
		const booked = await book()
		await change('staff', booked, { STATUS: 'CONFIRMED' })
		const before = await fetchObject('staff', booked.calendar, booked.uri)
		expect((await change('staff', booked, {})).status).toBe(204)
		const after = await fetchObject('staff', booked.calendar, booked.uri)
		expect(eventLines(after.text).sort()).toEqual(eventLines(before.text).sort())
	})
})

describe('a block', () => {
	const blockOf = (uid: string, start: number, properties: Record<string, string> = {}): string => {
		const times = bookingProperties(uid, { code: '', durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, approval: 'manual', insurances: [] }, start).filter(({ name }) => !name.startsWith('X-'))
		return toICalendar({ events: [[...times, text('SUMMARY', 'Teambesprechung'), ...Object.entries(properties).map(([name, value]) => text(name, value))]] })
	}

	it('is stored as it came, is busy, and is no request', async () => {
		const { calendar, type } = await offered('manual')
		const start = (await freeSlots(calendar, type))[20] ?? NaN
		const uid = `block-${newUid()}`
		expect((await put('pvs', calendar, `${uid}.ics`, blockOf(uid, start, { 'X-VENDOR': 'kept', STATUS: 'TENTATIVE' }))).status).toBe(201)
		const { text: ics } = await fetchObject('staff', calendar, `${uid}.ics`)
		expect([valueOf(ics, 'SUMMARY'), valueOf(ics, 'X-VENDOR'), valueOf(ics, 'STATUS'), valueOf(ics, 'ORGANIZER'), valueOf(ics, 'CATEGORIES')]).toEqual(['Teambesprechung', 'kept', 'TENTATIVE', undefined, undefined])
		expect(await freeSlots(calendar, type)).not.toContain(start)
		expect((await book('manual', {}, start)).answer.codes).toEqual(['SLOT_TAKEN'])
		await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))
		expect(await freeSlots(calendar, type)).toContain(start)
	})

	it('that is transparent or cancelled is not busy', async () => {
		const { calendar, type } = await offered('manual')
		const start = (await freeSlots(calendar, type))[24] ?? NaN
		for (const properties of [{ TRANSP: 'TRANSPARENT' }, { STATUS: 'CANCELLED' }] as Record<string, string>[]) {
			const uid = `block-${newUid()}`
			expect((await put('staff', calendar, `${uid}.ics`, blockOf(uid, start, properties))).status).toBe(201)
			expect(await freeSlots(calendar, type)).toContain(start)
		}
	})

	it('that repeats is busy each time', async () => {
		const { calendar, type } = await offered('manual')
		const week = 7 * 24 * 60 * 60_000
		const free = await freeSlots(calendar, type)
		const start = free.find((slot) => free.includes(slot + week) && free.includes(slot + 2 * week)) ?? NaN
		const uid = `block-${newUid()}`
		const zone = { tzid: 'Europe/Berlin' }
		const wall = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone.tzid, dateStyle: 'short', timeStyle: 'medium' }).format(instant).replace(' ', 'T')
		const event = [text('UID', uid), { name: 'DTSTAMP', value: '2026-01-01T00:00:00Z', type: 'date-time' as const }, { name: 'DTSTART', value: wall(start), type: 'date-time' as const, parameters: zone }, { name: 'DURATION', value: 'PT30M', type: 'duration' as const }, { name: 'RRULE', value: 'FREQ=WEEKLY;COUNT=3', type: 'recur' as const }, text('SUMMARY', 'Visite')]
		expect((await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [event] }))).status).toBe(201)
		const after = await freeSlots(calendar, type)
		for (const at of [start, start + week, start + 2 * week]) expect(after).not.toContain(at)
	})

	const visits = (uid: string, first: number, rules: readonly string[]): string => {
		const tzid = 'Europe/Berlin'
		const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: tzid, dateStyle: 'short', timeStyle: 'medium' }).format(first).replace(' ', 'T')
		const stamp = { name: 'DTSTAMP', value: '2026-01-01T00:00:00Z', type: 'date-time' as const }
		return toICalendar({ events: [[text('UID', uid), stamp, { name: 'DTSTART', value: wall, type: 'date-time' as const, parameters: { tzid } }, { name: 'DURATION', value: 'PT30M', type: 'duration' as const },
			...rules.map((value) => ({ name: 'RRULE', value, type: 'recur' as const })), text('SUMMARY', 'Visite')]] })
	}

	it('that has repeated several times a day for long is busy still', async () => {
		const { calendar, type } = await offered('manual')
		const start = (await freeSlots(calendar, type))[30] ?? NaN
		const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(start).split(':').map(Number)
		const uid = `block-${newUid()}`
		const rule = `FREQ=DAILY;BYHOUR=${[1, 2, 3, 4, clock[0]].join(',')};BYMINUTE=${clock[1] ?? 0}`
		expect((await put('pvs', calendar, `${uid}.ics`, visits(uid, start - 392 * 24 * 60 * 60_000, [rule]))).status).toBe(201)
		const { answer } = await book('manual', {}, start)
		await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))
		expect(answer.codes).toEqual(['SLOT_TAKEN'])
	})

	it.each([
		['a rule that is none', ['FREQ=FOO']],
		['more repetitions than can be stored', ['FREQ=SECONDLY;COUNT=100000']],
		['many rules without occurrence', Array.from({ length: 40 }, () => 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30')],
	])('with %s breaks nothing and is judged at once', async (_, rules) => {
		const { calendar } = await offered('manual')
		const uid = `block-${newUid()}`
		const began = Date.now()
		const answer = await put('pvs', calendar, `${uid}.ics`, visits(uid, began - 24 * 60 * 60_000, rules))
		expect(answer.status).toBeLessThan(500)
		expect(Date.now() - began).toBeLessThan(5000)
		await send('pvs', 'DELETE', objectUrl('pvs', calendar, `${uid}.ics`))
	})
})
