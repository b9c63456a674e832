// SPDX-License-Identifier: GPL-3.0-or-later
import { indexed, later, slotsOf, book, type World } from '../load/world.ts'
import { edit, toICalendar } from '../conformance/event.ts'
import { bookingProperties, minute, newUid } from '../conformance/fixtures.ts'
import type { Answer } from '../conformance/client.ts'
import { calendarUrls, people, type AccountRole } from '../servers/accounts.ts'

const calendarType = { 'Content-Type': 'text/calendar; charset=utf-8' }

/** A write that is about to be made, on whatever node it is sent to. */
export interface Prepared {
	/** UID of the object it is about */
	readonly uid: string
	readonly send: (node: string) => Promise<Answer>
}

/** Makes on the healthy node what a write needs, and gives the write. */
export type Operation = (world: World) => Promise<Prepared>

/** What the faults are tried on: a type, the calendar it is booked in, and another that offers it too. */
export const offer = (world: World) => {
	const calendar = world.practice.calendars[0]
	const other = world.practice.calendars[1]
	const type = world.practice.appointmentTypes.find((entry) => world.practice.calendars.every((one) => one.types.includes(entry.code)))
	if (calendar === undefined || other === undefined || type === undefined) throw new Error('the practice needs two calendars with a type in common')
	return { calendar, other, type }
}

function address(world: World, node: string, account: AccountRole, calendar: string, uri: string): string {
	return `${calendarUrls(node, world.practice).find((entry) => entry.id === calendar)?.urls[account]}${encodeURIComponent(uri)}`
}

/** A time of `offer` that nothing stands at; NaN where there is none. */
export function freeSlot(world: World, index = 0): number {
	const { calendar, type } = offer(world)
	return later(slotsOf(world, calendar, type, indexed(world.snapshot(), calendar.uri)))[index] ?? NaN
}

async function booked(world: World): Promise<{ uid: string; uri: string }> {
	const { calendar, type } = offer(world)
	const { uri, answer } = await book(world, calendar.id, type, freeSlot(world))
	if (answer.status !== 201) throw new Error(`a booking was answered with ${answer.status} ${answer.text.slice(0, 300)}`)
	return { uri, uid: uri.replace(/\.ics$/, '') }
}

const change = (changes: (world: World) => Record<string, string>): Operation => async (world) => {
	const { calendar } = offer(world)
	const { uid, uri } = await booked(world)
	const { text, headers } = await world.send('staff', 'GET', world.url('staff', calendar.id, uri))
	const body = edit(text, changes(world))
	return { uid, send: (node) => world.send('staff', 'PUT', address(world, node, 'staff', calendar.id, uri), { body, headers: { ...calendarType, 'If-Match': headers.get('etag') ?? '' } }) }
}

/** The writes among whose steps a worker is killed. */
export const operations: Readonly<Record<string, Operation>> = {
	'a booking': (world) => {
		const { calendar, type } = offer(world)
		const uid = newUid()
		const body = toICalendar({ events: [bookingProperties(uid, type, freeSlot(world))] })
		return Promise.resolve({ uid, send: (node) => world.send('booking', 'PUT', address(world, node, 'booking', calendar.id, `${uid}.ics`), { body, headers: { ...calendarType, 'If-None-Match': '*' } }) })
	},
	'an approval': change(() => ({ STATUS: 'CONFIRMED' })),
	'another time': change((world) => {
		const start = freeSlot(world, 3)
		const compact = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
		return { DTSTART: compact(start), DTEND: compact(start + offer(world).type.durationMinutes * minute) }
	}),
	'a move to another calendar': async (world) => {
		const { calendar, other } = offer(world)
		const { uid, uri } = await booked(world)
		return { uid, send: (node) => world.send('admin', 'MOVE', address(world, node, 'admin', calendar.id, uri), { headers: { Destination: address(world, node, 'admin', other.id, uri), Overwrite: 'F' } }) }
	},
	'a deletion': async (world) => {
		const { calendar } = offer(world)
		const { uid, uri } = await booked(world)
		return { uid, send: (node) => world.send('pvs', 'DELETE', address(world, node, 'pvs', calendar.id, uri)) }
	},
	'a return from the trash': async (world) => {
		const { calendar } = offer(world)
		const approved = await change(() => ({ STATUS: 'CONFIRMED' }))(world)
		await approved.send(world.nextcloud.url)
		const { uid } = approved
		const uri = `${uid}.ics`
		await world.send('admin', 'DELETE', world.url('admin', calendar.id, uri))
		const id = world.snapshot().objects.find((row) => row['uid'] === uid)?.['id']
		const trashbin = `/remote.php/dav/calendars/${people.admin.user}/trashbin`
		return { uid, send: (node) => world.send('admin', 'MOVE', `${node}${trashbin}/objects/${id}.ics`, { headers: { Destination: `${trashbin}/restore/file` } }) }
	},
}
