// SPDX-License-Identifier: GPL-3.0-or-later
import type { AppointmentType, CalendarConfig } from '@sprechstunde/core'
import { edit, toICalendar } from '../../conformance/event.ts'
import { bookingProperties, iso, minute, newUid } from '../../conformance/fixtures.ts'
import { people, type AccountRole } from '../../servers/accounts.ts'
import { book, indexed, later, slotsOf, type World } from '../world.ts'

const calendarType = { 'Content-Type': 'text/calendar; charset=utf-8' }

/** What clients know while they work: what they made, and where it was when they last looked. */
export class Desk {
	readonly objects: { calendar: string; uri: string }[] = []
	/** few, so that they get into each other's way */
	readonly slots: readonly number[]
	readonly type: AppointmentType

	constructor(readonly world: World) {
		const { practice } = world
		const type = practice.appointmentTypes.find((entry) => practice.calendars.every((calendar) => calendar.types.includes(entry.code)))
		if (type === undefined) throw new Error('no type is offered in all calendars')
		this.type = type
		const seen = world.snapshot()
		const free = practice.calendars.map((calendar) => new Set(later(slotsOf(world, calendar, type, indexed(seen, calendar.uri)))))
		this.slots = [...free[0] ?? []].filter((start) => free.every((set) => set.has(start))).slice(0, 48)
	}

	calendar(): CalendarConfig {
		return this.world.random.pick(this.world.practice.calendars)
	}

	slot(): number {
		return this.world.random.pick(this.slots)
	}

	object(): { calendar: string; uri: string } | null {
		return this.objects.length === 0 ? null : this.world.random.pick(this.objects)
	}
}

/** GET, edit, PUT with If-Match; 0 where there is nothing to change yet. */
async function change(desk: Desk, account: AccountRole, changes: () => Record<string, string | null>): Promise<number> {
	const found = desk.object()
	if (found === null) return 0
	const url = desk.world.url(account, found.calendar, found.uri)
	const { status, text, headers } = await desk.world.send(account, 'GET', url)
	if (status !== 200) return status
	return (await desk.world.send(account, 'PUT', desk.world.url(account, found.calendar, found.uri), { body: edit(text, changes()), headers: { ...calendarType, 'If-Match': headers.get('etag') ?? '' } })).status
}

function compact(instant: number): string {
	return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
}

async function create(desk: Desk, account: AccountRole, properties: (uid: string) => Parameters<typeof toICalendar>[0]['events'][number]): Promise<number> {
	const uid = newUid()
	const uri = `${uid}.ics`
	const calendar = desk.calendar().id
	const { status } = await desk.world.send(account, 'PUT', desk.world.url(account, calendar, uri), { body: toICalendar({ events: [properties(uid)] }), headers: { ...calendarType, 'If-None-Match': '*' } })
	if (status === 201) desk.objects.push({ calendar, uri })
	return status
}

/** MOVE or COPY of an object into another of the practice's calendars. */
async function relocate(desk: Desk, method: 'MOVE' | 'COPY'): Promise<number> {
	const found = desk.object()
	if (found === null) return 0
	const target = desk.calendar().id
	const url = desk.world.url('admin', found.calendar, found.uri)
	const uri = method === 'MOVE' ? found.uri : `copy-${desk.world.random.below(1e9)}.ics`
	const { status } = await desk.world.send('admin', method, url, { headers: { Destination: new URL(desk.world.url('admin', target, uri)).pathname, Overwrite: 'F' } })
	if (status < 300) desk.objects.push({ calendar: target, uri })
	return status
}

/** Addresses of what lies in the owner's trash. */
async function trash(desk: Desk): Promise<string | null> {
	const body = '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>'
	const { text } = await desk.world.send('admin', 'REPORT', `${desk.world.node()}/remote.php/dav/calendars/${people.admin.user}/trashbin/objects`, { body, headers: { 'Content-Type': 'application/xml', Depth: '1' } })
	const found = [...text.matchAll(/<d:href>([^<]*\/\d+\.ics)<\/d:href>/g)].map((match) => match[1] as string)
	return found.length === 0 ? null : desk.world.random.pick(found)
}

async function restore(desk: Desk): Promise<number> {
	const address = await trash(desk)
	if (address === null) return 0
	const Destination = `/remote.php/dav/calendars/${people.admin.user}/trashbin/restore/file`
	return (await desk.world.send('admin', 'MOVE', desk.world.node() + address, { headers: { Destination } })).status
}

async function purge(desk: Desk): Promise<number> {
	const address = await trash(desk)
	return address === null ? 0 : (await desk.world.send('admin', 'DELETE', desk.world.node() + address)).status
}

async function remove(desk: Desk): Promise<number> {
	const found = desk.object()
	if (found === null) return 0
	const account = desk.world.random.pick(['admin', 'pvs'] as const)
	return (await desk.world.send(account, 'DELETE', desk.world.url(account, found.calendar, found.uri))).status
}

/** Each does one thing; the status of its answer, 0 where there was nothing to do it to. */
export const actions = {
	book: async (desk: Desk): Promise<number> => {
		const { calendar, uri, answer } = await book(desk.world, desk.calendar().id, desk.type, desk.slot())
		if (answer.status === 201) desk.objects.push({ calendar, uri })
		return answer.status
	},
	confirm: (desk: Desk) => change(desk, desk.world.random.pick(['staff', 'pvs'] as const), () => ({ STATUS: 'CONFIRMED' })),
	cancel: (desk: Desk) => change(desk, 'staff', () => ({ STATUS: 'CANCELLED' })),
	reopen: (desk: Desk) => change(desk, 'admin', () => ({ STATUS: 'CONFIRMED' })),
	move: (desk: Desk) => change(desk, desk.world.random.pick(['staff', 'pvs'] as const), () => {
		const start = desk.slot()
		return { DTSTART: compact(start), DTEND: compact(start + desk.type.durationMinutes * minute) }
	}),
	moveCalendar: (desk: Desk) => relocate(desk, 'MOVE'),
	copy: (desk: Desk) => relocate(desk, 'COPY'),
	doubleBook: (desk: Desk) => create(desk, desk.world.random.pick(['pvs', 'staff'] as const), (uid) => bookingProperties(uid, desk.type, desk.slot())),
	block: (desk: Desk) => create(desk, 'pvs', (uid) => {
		const start = desk.slot()
		return [
			{ name: 'UID', value: uid }, { name: 'DTSTAMP', value: iso(start), type: 'date-time' }, { name: 'SUMMARY', value: 'Pause' },
			{ name: 'DTSTART', value: iso(start), type: 'date-time' }, { name: 'DTEND', value: iso(start + 20 * minute), type: 'date-time' },
		]
	}),
	deleteObject: remove,
	restore,
	purge,
}
