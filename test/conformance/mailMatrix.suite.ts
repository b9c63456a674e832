// SPDX-License-Identifier: GPL-3.0-or-later
// What a change by the practice means to the patient: which mail, with which calendar entry, and what becomes free or taken.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './client.ts'
import { edit, eventLines, text, toICalendar, valueOf } from './event.ts'
import { book, bookingProperties, change, fetchObject, freeSlots, iso, minute, newUid, objectUrl, offered, pickSlot, put, remember } from './fixtures.ts'
import { mailsTo, methodOf, newAddress, pause, waitFor, type Mail } from './mailbox.ts'
import { calendarUrl, target, type AccountName } from './target.ts'

interface Subject {
	readonly calendar: string
	readonly uri: string
	readonly uid: string
	readonly start: number
	/** a free time to move to */
	readonly other: number
	readonly length: number
	readonly address: string
}

type Practice = 'staff' | 'pvs' | 'admin'

interface Change {
	readonly name: string
	readonly by: readonly Practice[]
	/** what there is before: an appointment entered by the PVS (confirmed), a request from the website, a block of the PVS that names the patient as guest */
	readonly from?: 'confirmed' | 'request' | 'cancelled' | 'block'
	readonly act: (subject: Subject, by: Practice) => Promise<unknown>
	/** METHOD of the only mail; null: none */
	readonly mail: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null
	/** whether the former time is free at once; null: not asked */
	readonly frees: boolean | null
}

const times = (start: number, length: number): Record<string, string> => ({ DTSTART: iso(start).replace(/[-:]/g, ''), DTEND: iso(start + length).replace(/[-:]/g, '') })
const url = (by: AccountName, { calendar, uri }: Subject): string => objectUrl(by, calendar, uri)
const ok = async (answer: Promise<{ status: number }>, ...statuses: number[]): Promise<void> => { expect(statuses).toContain((await answer).status) }
const edited = (subject: Subject, by: Practice, changes: Record<string, string | null>): Promise<void> => ok(change(by, subject, changes), 204)

async function recreate(subject: Subject, by: Practice, uri: string, changes: Record<string, string | null>): Promise<void> {
	const { text: ics } = await fetchObject(by, subject.calendar, subject.uri)
	await ok(send(by, 'DELETE', url(by, subject)), 204)
	await ok(put(by, subject.calendar, uri, edit(ics, changes)), 201)
}

/** The patient's fields, by which a block becomes an appointment. */
const patientsFields = async (one: Subject): Promise<Record<string, string>> => {
	const { type } = await offered('manual')
	return Object.fromEntries(bookingProperties(one.uid, type, one.start, { 'X-PATIENT-EMAIL': one.address }).filter(({ name }) => name.startsWith('X-')).map(({ name, value }) => [name, value]))
}
/** What makes an appointment of an object, gone. */
const asBlock = async ({ calendar, uri }: Subject, by: Practice): Promise<Record<string, null>> =>
	Object.fromEntries([...eventLines((await fetchObject(by, calendar, uri)).text).flatMap((line) => /^X-[\w-]+/.exec(line) ?? []), 'CATEGORIES'].map((name) => [name, null]))

const both = ['staff', 'pvs'] as const
const changes: readonly Change[] = [
	{ name: 'approved', by: both, from: 'request', act: (one, by) => edited(one, by, { STATUS: 'CONFIRMED' }), mail: 'REQUEST', frees: false },
	{ name: 'rejected', by: both, from: 'request', act: (one, by) => edited(one, by, { STATUS: 'CANCELLED' }), mail: 'CANCEL', frees: true },
	{ name: 'moved', by: both, act: (one, by) => edited(one, by, times(one.other, one.length)), mail: 'REQUEST', frees: true },
	{ name: 'cancelled', by: both, act: (one, by) => edited(one, by, { STATUS: 'CANCELLED' }), mail: 'CANCEL', frees: true },
	{ name: 'confirmed again', by: both, from: 'cancelled', act: (one, by) => edited(one, by, { STATUS: 'CONFIRMED' }), mail: 'REQUEST', frees: false },
	{ name: 'deleted', by: ['pvs', 'admin'], act: (one, by) => ok(send(by, 'DELETE', url(by, one)), 204), mail: 'CANCEL', frees: true },
	{ name: 'a request deleted', by: ['pvs'], from: 'request', act: (one, by) => ok(send(by, 'DELETE', url(by, one)), 204), mail: 'CANCEL', frees: true },
	{ name: 'what was cancelled deleted', by: ['pvs'], from: 'cancelled', act: (one, by) => ok(send(by, 'DELETE', url(by, one)), 204), mail: null, frees: true },
	{ name: 'reason and note changed', by: both, act: (one, by) => edited(one, by, { 'X-VISIT-REASON': 'Nachkontrolle', 'X-PATIENT-ID': '4711' }), mail: null, frees: false },
	{ name: 'moved and moved back', by: both, act: async (one, by) => { await edited(one, by, times(one.other, one.length)); await edited(one, by, times(one.start, one.length)) }, mail: null, frees: false },
	{ name: 'moved, then cancelled', by: both, act: async (one, by) => { await edited(one, by, times(one.other, one.length)); await edited(one, by, { STATUS: 'CANCELLED' }) }, mail: 'CANCEL', frees: true },
	{ name: 'moved with a lower SEQUENCE', by: ['pvs'], act: (one, by) => edited(one, by, { ...times(one.other, one.length), SEQUENCE: '0' }), mail: 'REQUEST', frees: true },
	{ name: 'moved to the other doctor', by: both, act: (one, by) => {
		const there = target().calendars.find(({ id }) => id !== one.calendar)?.id ?? ''
		remember(there, one.uri)
		return ok(send(by, 'MOVE', url(by, one), { headers: { Destination: new URL(calendarUrl(by, there) + encodeURIComponent(one.uri), target().server.url).href } }), 201)
	}, mail: 'REQUEST', frees: true },
	{ name: 'deleted and put there again as it was', by: ['pvs'], act: (one, by) => recreate(one, by, one.uri, {}), mail: null, frees: false },
	{ name: 'deleted and put there again at another address', by: ['pvs'], act: (one, by) => recreate(one, by, `again-${one.uri}`, {}), mail: null, frees: false },
	{ name: 'deleted and put there again at another time', by: ['pvs'], act: (one, by) => recreate(one, by, one.uri, { ...times(one.other, one.length), SEQUENCE: '0' }), mail: 'REQUEST', frees: true },
	{ name: 'deleted and put there again as a block', by: ['pvs'], act: async (one, by) => recreate(one, by, one.uri, await asBlock(one, by)), mail: 'CANCEL', frees: false },
	{ name: 'written by a program that keeps none of its fields', by: both, act: async (one, by) => edited(one, by, await asBlock(one, by)), mail: null, frees: false },
	{ name: 'written with its type taken out', by: both, act: async (one, by) => edited(one, by, { 'X-APPOINTMENT-TYPE': '', CATEGORIES: 'Besprechung' }), mail: 'REQUEST', frees: false },
	{ name: 'made of a block', by: both, from: 'block', act: async (one, by) => edited(one, by, await patientsFields(one)), mail: 'REQUEST', frees: false },
	{ name: 'made of a block, as a request', by: both, from: 'block', act: async (one, by) => edited(one, by, { ...await patientsFields(one), STATUS: 'TENTATIVE' }), mail: 'PUBLISH', frees: false },
	{ name: 'made of a block and deleted', by: ['pvs'], from: 'block', act: async (one, by) => { await edited(one, by, await patientsFields(one)); await ok(send(by, 'DELETE', url(by, one)), 204) }, mail: null, frees: true },
	{ name: 'a block that is moved', by: both, from: 'block', act: (one, by) => edited(one, by, times(one.other, one.length)), mail: null, frees: true },
	{ name: 'a block that is deleted', by: ['pvs'], from: 'block', act: (one, by) => ok(send(by, 'DELETE', url(by, one)), 204), mail: null, frees: true },
	{ name: 'given a second date', by: both, act: (one, by) => edited(one, by, { RDATE: times(one.other, one.length)['DTSTART'] ?? '' }), mail: 'REQUEST', frees: false },
	{ name: 'its address taken out', by: both, act: (one, by) => edited(one, by, { 'X-PATIENT-EMAIL': '', ATTENDEE: null }), mail: null, frees: false },
	{ name: 'unreadable', by: ['pvs'], act: (one, by) => ok(put(by, one.calendar, one.uri, 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID'), 400), mail: null, frees: false },
]

const sequenceOf = (mail: Mail): number => Number(valueOf(mail.attachments[0]?.content ?? '', 'SEQUENCE') ?? 0)
const rows = changes.flatMap((entry) => entry.by.map((by) => ({ ...entry, by })))

describe.skipIf(target().mail === undefined)('a patient whose appointment is', () => {
	const outcomes = new Map<string, { subject: Subject; before: Mail[]; free: readonly number[] | null }>()
	const errors = new Map<string, unknown>()

	// all side by side, as each mail waits for the time in which a change can be undone
	beforeAll(async () => {
		const { calendar, type } = await offered('manual')
		const length = type.durationMinutes * minute
		const subjects = new Map<string, Subject>()
		for (const { name, by, from } of rows) {
			const address = newAddress()
			const other = await pickSlot(calendar, type)
			if (from === 'request') {
				const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
				subjects.set(`${name} ${by}`, { ...booked, other, length, address })
			} else {
				const uid = newUid()
				const start = await pickSlot(calendar, type)
				const properties = bookingProperties(uid, type, start, { 'X-PATIENT-EMAIL': address, SEQUENCE: '2' })
				const guest = { name: 'ATTENDEE', value: `mailto:${address}`, type: 'cal-address' as const }
				await put('pvs', calendar, `${uid}.ics`, toICalendar({ events: [from === 'block' ? [...properties.filter(({ name: property }) => !property.startsWith('X-')), text('SUMMARY', 'Besprechung'), guest] : properties] }))
				subjects.set(`${name} ${by}`, { calendar, uri: `${uid}.ics`, uid, start, other, length, address })
			}
		}
		for (const { name, by, from } of rows) if (from !== 'block') expect((await waitFor((subjects.get(`${name} ${by}`) as Subject).address, 1, 90)).length).toBe(1)
		for (const { name, by, from } of rows) if (from === 'cancelled') await edited(subjects.get(`${name} ${by}`) as Subject, 'pvs', { STATUS: 'CANCELLED' })
		for (const { name, by, from } of rows) if (from === 'cancelled') expect((await waitFor((subjects.get(`${name} ${by}`) as Subject).address, 2, 90)).length).toBe(2)
		for (const { name, by, act, frees } of rows) {
			const key = `${name} ${by}`
			const subject = subjects.get(key) as Subject
			const before = await mailsTo(subject.address)
			try {
				await act(subject, by)
				outcomes.set(key, { subject, before, free: frees === null ? null : await freeSlots(calendar, type) })
			} catch (error) {
				errors.set(key, error)
			}
		}
		const end = Date.now() + 90_000
		for (const { name, by, mail } of rows) {
			const outcome = outcomes.get(`${name} ${by}`)
			if (mail !== null && outcome !== undefined) await waitFor(outcome.subject.address, outcome.before.length + 1, (end - Date.now()) / 1000)
		}
		// for those that must not come
		await pause(22_000)
	}, 600_000)

	afterAll(() => { outcomes.clear() })

	it.each(rows)('$name by $by: $mail', async ({ name, by, mail, frees }) => {
		const key = `${name} ${by}`
		expect(errors.get(key)).toBe(undefined)
		const { subject, before, free } = outcomes.get(key) ?? expect.fail('nothing was done')
		const news = (await mailsTo(subject.address)).slice(before.length)
		expect(news.map(methodOf)).toEqual(mail === null ? [] : [mail])
		if (frees !== null) expect(free?.includes(subject.start)).toBe(frees)
		const [last] = news
		if (last === undefined) return
		expect(valueOf(last.attachments[0]?.content ?? '', 'UID')).toBe(subject.uid)
		const earlier = before.map(sequenceOf)
		// what was only published, the patient's calendar takes over at the same revision
		expect(sequenceOf(last)).toBeGreaterThan(Math.max(-1, ...earlier))
		expect(valueOf(last.attachments[0]?.content ?? '', 'STATUS')).toBe({ REQUEST: 'CONFIRMED', CANCEL: 'CANCELLED', PUBLISH: 'TENTATIVE' }[mail ?? 'REQUEST'])
	})
})
