// SPDX-License-Identifier: GPL-3.0-or-later
// Where medical fields could get lost on the way: parameters, occurrences of a series, the trash, the other doctor's calendar.
import { describe, expect, it } from 'vitest'
import { multistatus, send } from './client.ts'
import { edit, lineOf, text, time, toICalendar, unfold, valueOf, valuesOf, type Property } from './event.ts'
import { book, change, fetchObject, iso, minute, newUid, objectUrl, offered, put, remember, type Booked } from './fixtures.ts'
import { target } from './target.ts'

const isNextcloud = target().server.kind === 'nextcloud'
const medical = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-PATIENT-PHONE', 'X-INSURANCE-TYPE', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-BOOKING-SOURCE']
const dropped = Object.fromEntries([...medical, 'CATEGORIES', 'COLOR', 'ATTENDEE', 'ORGANIZER', 'X-REQUIRES-CONFIRMATION', 'X-MICROSOFT-CDO-BUSYSTATUS'].map((name) => [name, null]))
const kept = [...medical, 'CATEGORIES', 'COLOR']

function fieldsOf(ics: string): (string | undefined)[] {
	return [...kept.map((name) => valuesOf(ics, name).join()), lineOf(ics, 'ATTENDEE'), lineOf(ics, 'ORGANIZER')]
}

/** The same, whatever the order of parameters. */
function parametersOf(line: string | undefined): string[] {
	return (line ?? '').split(':')[0]?.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).sort() ?? []
}

describe('what a client drops comes back', () => {
	it.each(['CN', 'RSVP', 'SCHEDULE-AGENT', 'all'])('parameters of ATTENDEE: %s', async (parameter) => {
		const booked = await book()
		const { text: ics, etag } = await fetchObject('pvs', booked.calendar, booked.uri)
		const line = lineOf(ics, 'ATTENDEE') ?? ''
		const without = parameter === 'all' ? line.replace(/^ATTENDEE.*:mailto:/i, 'ATTENDEE:mailto:') : line.replace(new RegExp(`;${parameter}=("[^"]*"|[^;:]*)`), '')
		expect(without).not.toBe(line)
		const sent = `${unfold(ics).map((one) => one === line ? without : one).join('\r\n')}\r\n`
		expect((await put('pvs', booked.calendar, booked.uri, sent, { headers: { 'If-Match': etag } })).status).toBe(204)
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		expect(parametersOf(lineOf(after.text, 'ATTENDEE'))).toEqual(parametersOf(line))
	})

	it('an attendee, organizer, colour or category that it sends empty breaks nothing', async () => {
		for (const name of ['ATTENDEE', 'ORGANIZER', 'COLOR', 'CATEGORIES', 'STATUS', 'SEQUENCE']) {
			const booked = await book()
			expect((await change('pvs', booked, { [name]: '' })).status, name).toBeLessThan(500)
			const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
			expect([valueOf(ics, 'X-PATIENT-NAME'), valueOf(ics, 'ORGANIZER')?.startsWith('mailto:')]).toEqual(['Erika Mustermann', true])
		}
	})

	it('to each occurrence its own', async () => {
		const { calendar, type } = await offered('manual')
		const uid = newUid()
		const uri = `${uid}.ics`
		const start = Math.floor(Date.now() / (24 * 60 * minute)) * 24 * 60 * minute + 25 * 24 * 60 * minute + 2 * 60 * minute
		const week = 7 * 24 * 60 * minute
		const times = (at: number): Property[] => [text('UID', uid), time('DTSTAMP', '2026-01-01T00:00:00Z'), time('DTSTART', iso(at)), time('DTEND', iso(at + 15 * minute)), text('SUMMARY', 'Visite')]
		const fields = (reason: string): Property[] => [text('X-PATIENT-NAME', 'Eva Musterfrau'), text('X-APPOINTMENT-TYPE', type.code), text('X-VISIT-REASON', reason), text('X-PATIENT-EMAIL', 'eva@musterfrau.example')]
		const series = (extra: (index: number) => Property[]): string => toICalendar({ events: [
			[...times(start), { name: 'RRULE', value: 'FREQ=WEEKLY;COUNT=3', type: 'recur' }, ...extra(0)],
			[...times(start + week + 60 * minute), time('RECURRENCE-ID', iso(start + week)), ...extra(1)],
		] })
		expect((await put('pvs', calendar, uri, series((index) => fields(index === 0 ? 'Verband' : 'Fäden ziehen')))).status).toBe(201)
		expect((await put('pvs', calendar, uri, series(() => []))).status).toBe(204)
		const { text: ics } = await fetchObject('pvs', calendar, uri)
		const events = unfold(ics).join('\r\n').split('BEGIN:VEVENT').slice(1).map((part) => `BEGIN:VEVENT${part}`)
		const reasonOf = (isOverride: boolean): string | undefined => valueOf(events.find((event) => event.includes('RECURRENCE-ID') === isOverride) ?? '', 'X-VISIT-REASON')
		expect([reasonOf(false), reasonOf(true)]).toEqual(['Verband', 'Fäden ziehen'])
		expect(events.map((event) => valueOf(event, 'X-PATIENT-NAME'))).toEqual(['Eva Musterfrau', 'Eva Musterfrau'])
	})
})

describe('fields on their way', () => {
	const fromTrash = async ({ uid }: Booked): Promise<void> => {
		const home = `/remote.php/dav/calendars/${target().accounts.admin?.user ?? ''}/trashbin/`
		const list = await send('admin', 'REPORT', `${home}objects/`, { headers: { Depth: '1' }, body: '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>' })
		const href = multistatus(list).responses.find((entry) => Object.values(entry.properties).some((value) => value.includes(uid)))?.href ?? ''
		expect((await send('admin', 'MOVE', href, { headers: { Destination: new URL(`${home}restore/${href.split('/').at(-1) ?? ''}`, target().server.url).href } })).status).toBeLessThan(300)
	}

	// the embedded server has no trash
	it.skipIf(!isNextcloud)('survive the trash, and are put back afterwards as before', async () => {
		const booked = await book()
		const before = await fetchObject('pvs', booked.calendar, booked.uri)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', booked.calendar, booked.uri))).status).toBe(204)
		await fromTrash(booked)
		const restored = await fetchObject('pvs', booked.calendar, booked.uri)
		expect([restored.status, fieldsOf(restored.text)]).toEqual([200, fieldsOf(before.text)])
		expect((await change('pvs', booked, dropped)).status).toBe(204)
		expect(fieldsOf((await fetchObject('pvs', booked.calendar, booked.uri)).text)).toEqual(fieldsOf(before.text))
		// it is still the website's
		expect((await fetchObject('booking', booked.calendar, booked.uri)).status).toBe(200)
	})

	it('survive MOVE to the other doctor and back', async () => {
		const booked = await book()
		const other = target().calendars.find((entry) => entry.id !== booked.calendar)?.id ?? ''
		const before = fieldsOf((await fetchObject('pvs', booked.calendar, booked.uri)).text)
		remember(other, booked.uri)
		for (const [from, to] of [[booked.calendar, other], [other, booked.calendar]] as const) {
			expect((await send('staff', 'MOVE', objectUrl('staff', from, booked.uri), { headers: { Destination: objectUrl('staff', to, booked.uri) } })).status).toBe(201)
			expect((await change('pvs', { calendar: to, uri: booked.uri }, dropped)).status).toBe(204)
			expect(fieldsOf((await fetchObject('pvs', to, booked.uri)).text)).toEqual(before)
		}
	})

	it('do not come back with a new object of the same UID: what a client creates anew is new', async () => {
		const booked = await book()
		const { text: ics } = await fetchObject('pvs', booked.calendar, booked.uri)
		await send('pvs', 'DELETE', objectUrl('pvs', booked.calendar, booked.uri))
		const bare = edit(ics, { ...dropped, SUMMARY: 'Neu', DESCRIPTION: null, 'X-APPOINTMENT-TYPE': 'KONTROLLUNTERSUCHUNG', 'X-PRIVACY-CONSENT': null })
		expect((await put('pvs', booked.calendar, booked.uri, bare)).status).toBe(201)
		const { text: after } = await fetchObject('staff', booked.calendar, booked.uri)
		expect([valueOf(after, 'X-PATIENT-NAME'), valueOf(after, 'X-VISIT-REASON'), valueOf(after, 'X-BOOKING-SOURCE'), valueOf(after, 'SUMMARY')]).toEqual([undefined, undefined, 'PVS', 'Neu'])
		expect((await fetchObject('booking', booked.calendar, booked.uri)).status).toBe(404)
	})
})
