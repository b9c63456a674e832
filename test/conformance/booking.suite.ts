// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { toICalendar, toJCal, instantOf, lineOf, valueOf, valuesOf } from './event.ts'
import { book, bookingProperties, catalog, fetchObject, minute, newUid, offered, pickSlot, put, type Booked } from './fixtures.ts'

async function bookAsJCal(overrides: Record<string, string | null>): Promise<Booked> {
	const { calendar, type } = await offered('manual')
	const start = await pickSlot(calendar, type)
	const uid = newUid()
	const uri = `${uid}.ics`
	const answer = await put('booking', calendar, uri, toJCal({ events: [bookingProperties(uid, type, start, overrides)] }), { type: 'application/calendar+json', headers: { 'If-None-Match': '*' } })
	return { uid, uri, calendar, start, answer }
}

describe('a booking', () => {
	it.each([['iCalendar', book.bind(null, 'manual')], ['jCal', bookAsJCal]] as const)('as %s is stored as a request, whatever status it asked for', async (_, create) => {
		const booked = await create({ STATUS: 'CONFIRMED', 'X-REQUIRES-CONFIRMATION': 'FALSE', 'X-BOOKING-SOURCE': 'PVS', 'X-PATIENT-ID': '4711', 'X-STATUS-REASON': 'nothing' })
		expect(booked.answer.text).toBe('')
		expect(booked.answer.status).toBe(201)
		for (const account of ['booking', 'staff', 'admin', 'pvs'] as const) {
			const { status, text: ics, etag } = await fetchObject(account, booked.calendar, booked.uri)
			expect(status).toBe(200)
			expect(etag).toMatch(/^"[^"]+"$/)
			expect(valueOf(ics, 'STATUS')).toBe('TENTATIVE')
			expect(valueOf(ics, 'X-REQUIRES-CONFIRMATION')).toBe('TRUE')
			expect(valueOf(ics, 'X-BOOKING-SOURCE')).toBe('ONLINE_BOOKING')
			expect(valueOf(ics, 'X-PATIENT-ID')).toBeUndefined()
			expect(valueOf(ics, 'X-STATUS-REASON')).toBeUndefined()
			expect(valueOf(ics, 'UID')).toBe(booked.uid)
		}
	})

	it('of a type without approval is confirmed at once', async () => {
		const booked = await book('auto', { STATUS: 'TENTATIVE', 'X-REQUIRES-CONFIRMATION': 'TRUE' })
		expect(booked.answer.status).toBe(201)
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(ics, 'STATUS')).toBe('CONFIRMED')
		expect(valueOf(ics, 'X-REQUIRES-CONFIRMATION')).toBe('FALSE')
	})

	it('carries its fields, and the texts rendered from them', async () => {
		const { practice } = await catalog()
		const { type } = await offered('manual')
		const booked = await book('manual', { 'X-PATIENT-NAME': 'Jörg Müller-Łuczak; MBA, "Joe"', 'X-VISIT-REASON': 'Krampfadern, links;\nseit 2 Wochen \\ Schmerz 🦵' })
		expect(booked.answer.status).toBe(201)
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valueOf(ics, 'X-PATIENT-NAME')).toBe('Jörg Müller-Łuczak; MBA, "Joe"')
		expect(valueOf(ics, 'X-VISIT-REASON')).toBe('Krampfadern, links;\nseit 2 Wochen \\ Schmerz 🦵')
		expect(valueOf(ics, 'X-INSURANCE-TYPE')).toBe('GESETZLICH')
		expect(valueOf(ics, 'X-APPOINTMENT-TYPE')).toBe(type.code)
		expect(valueOf(ics, 'SUMMARY')).toBe('Jörg Müller-Łuczak; MBA, "Joe" - Krampfadern, links;')
		expect(valueOf(ics, 'DESCRIPTION')).toMatch(/^Patient: Jörg Müller-Łuczak; MBA, "Joe"\n/)
		expect(valueOf(ics, 'DESCRIPTION')).toContain('12.08.1964')
		expect(valueOf(ics, 'LOCATION')).toContain(practice.name)
		expect(lineOf(ics, 'ORGANIZER')).toContain(`mailto:${practice.email}`)
		expect(lineOf(ics, 'ATTENDEE')).toContain('SCHEDULE-AGENT=CLIENT')
		expect(lineOf(ics, 'ATTENDEE')).toContain('mailto:erika@mustermann.example')
		expect(lineOf(ics, 'CATEGORIES')).toMatch(/^CATEGORIES:APPOINTMENT,/)
		expect(valueOf(ics, 'CLASS')).toBe('PUBLIC')
		expect(valueOf(ics, 'X-MICROSOFT-CDO-BUSYSTATUS')).toBe('TENTATIVE')
	})

	it('stands in the practice\'s zone, with its VTIMEZONE', async () => {
		const { practice } = await catalog()
		const { type } = await offered('manual')
		const booked = await book()
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(lineOf(ics, 'DTSTART')).toContain(`TZID=${practice.timeZone}`)
		expect(ics).toContain(`TZID:${practice.timeZone}`)
		expect(instantOf(ics, 'DTSTART')).toBe(booked.start)
		expect(instantOf(ics, 'DTEND')).toBe(booked.start + type.durationMinutes * minute)
	})

	it('loses whatever is no field of a booking', async () => {
		const booked = await book('manual', { SUMMARY: 'Forged', LOCATION: 'Elsewhere', CATEGORIES: 'VIP', 'X-FOREIGN': 'x', URL: 'https://evil.example/', PRIORITY: '1', CLASS: 'PRIVATE', TRANSP: 'TRANSPARENT' })
		expect(booked.answer.status).toBe(201)
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(ics).not.toMatch(/Forged|Elsewhere|VIP|X-FOREIGN|evil|PRIORITY|PRIVATE|TRANSPARENT/)
	})

	it('with DURATION instead of DTEND, or in floating time, is understood', async () => {
		const { calendar, type } = await offered('manual')
		const { practice } = await catalog()
		for (const floating of [false, true]) {
			const start = await pickSlot(calendar, type)
			const uid = newUid()
			const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: practice.timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(start).replace(' ', 'T')
			const times = floating ? { DTSTART: wall } : {}
			const properties = bookingProperties(uid, type, start, { ...times, DTEND: null })
			const event = [...properties, { name: 'DURATION', value: `PT${type.durationMinutes}M`, type: 'duration' as const }]
			const answer = await put('booking', calendar, `${uid}.ics`, toICalendar({ events: [event] }), { headers: { 'If-None-Match': '*' } })
			expect(answer.text).toBe('')
			const { text: ics } = await fetchObject('pvs', calendar, `${uid}.ics`)
			expect([instantOf(ics, 'DTSTART'), instantOf(ics, 'DTEND')]).toEqual([start, start + type.durationMinutes * minute])
		}
	})

	it('sent twice is stored once', async () => {
		const booked = await book()
		const { type } = await offered('manual')
		const again = await put('booking', booked.calendar, booked.uri, toICalendar({ events: [bookingProperties(booked.uid, type, booked.start)] }), { headers: { 'If-None-Match': '*' } })
		expect(again.status).toBe(412)
	})
})

describe('line breaks in what a patient types', () => {
	const reason = 'Husten\r\nATTENDEE:mailto:spy@evil.example\nSTATUS:CONFIRMED\rEND:VEVENT\r\nBEGIN:VEVENT'
	it.each([['iCalendar', book.bind(null, 'manual')], ['jCal', bookAsJCal]] as const)('create no property (%s)', async (_, create) => {
		const booked = await create({ 'X-VISIT-REASON': reason })
		expect(booked.answer.status).toBe(201)
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(valuesOf(ics, 'ATTENDEE')).toHaveLength(1)
		expect(ics.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThanOrEqual(1)
		expect(ics.split(/\r?\n/).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
		expect(valueOf(ics, 'STATUS')).toBe('TENTATIVE')
		expect(valueOf(ics, 'X-VISIT-REASON')).toBe(reason.replace(/\r\n?/g, '\n'))
	})

	it.each(['X-PATIENT-NAME', 'X-PATIENT-PHONE', 'X-PATIENT-EMAIL'])('are refused in %s', async (name) => {
		const booked = await bookAsJCal({ [name]: 'Erika\r\nATTENDEE:mailto:spy@evil.example' })
		expect(booked.answer.status).toBe(400)
		expect(booked.answer.codes).toEqual(['FIELD_FORMAT'])
		expect((await fetchObject('pvs', booked.calendar, booked.uri)).status).toBe(404)
	})
})

