// SPDX-License-Identifier: GPL-3.0-or-later
// A calendar program that knows nothing of us: it writes UID, times, SUMMARY and STATUS, and drops the rest.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ocs, send, type Answer } from './client.ts'
import { text, time, toICalendar, valueOf, type Property } from './event.ts'
import { book, change, fetchObject, freeSlots, iso, minute, newUid, objectUrl, offered, pickSlot, put, type Booked } from './fixtures.ts'
import { inside, isInside } from './inside.ts'
import { target, type AccountName } from './target.ts'

type Times = { readonly start: number; readonly end: number }
type Known = Pick<Booked, 'uid' | 'uri' | 'calendar'>

function plain(uid: string, { start, end }: Times, status: string | null, rest: readonly Property[] = []): string {
	const properties = [text('UID', uid), time('DTSTAMP', '2026-01-01T00:00:00Z'), time('DTSTART', iso(start)), time('DTEND', iso(end)), text('SUMMARY', 'Termin')]
	return toICalendar({ events: [[...properties, ...status === null ? [] : [text('STATUS', status)], ...rest]] })
}

async function timesOf(booked: Booked): Promise<Times> {
	return { start: booked.start, end: booked.start + (await offered('manual')).type.durationMinutes * minute }
}

async function write(account: AccountName, booked: Known, times: Times, status: string | null): Promise<Answer> {
	return put(account, booked.calendar, booked.uri, plain(booked.uid, times, status))
}

async function sequenceOf(booked: Known): Promise<number> {
	return Number(valueOf((await fetchObject('admin', booked.calendar, booked.uri)).text, 'SEQUENCE') ?? 0)
}

function refusedBy(answer: Answer, code: string, rule: string): void {
	expect([answer.status, answer.codes, answer.issues[0]?.params.rule]).toEqual([403, [code], rule])
}

describe.each(['staff', 'admin', 'pvs'] as const)('a plain calendar program of %s', (account) => {
	it('confirms, moves, cancels and confirms again, one revision each', async () => {
		const booked = await book()
		const times = await timesOf(booked)
		const { type } = await offered('manual')
		const start = await pickSlot(booked.calendar, type)
		const later = { start, end: start + type.durationMinutes * minute }
		const steps: readonly (readonly [Times, string, number])[] = [[times, 'CONFIRMED', 1], [times, 'CONFIRMED', 1], [later, 'CONFIRMED', 2], [later, 'CANCELLED', 3], [later, 'CONFIRMED', 4]]
		for (const [at, status, sequence] of steps) {
			expect((await write(account, booked, at, status)).status).toBe(204)
			const { text: ics } = await fetchObject('admin', booked.calendar, booked.uri)
			expect([valueOf(ics, 'STATUS'), valueOf(ics, 'X-PATIENT-NAME'), await sequenceOf(booked)]).toEqual([status, 'Erika Mustermann', sequence])
		}
	})

	it('rejects', async () => {
		const booked = await book()
		expect((await write(account, booked, await timesOf(booked), 'CANCELLED')).status).toBe(204)
		const { text: ics } = await fetchObject('admin', booked.calendar, booked.uri)
		expect([valueOf(ics, 'STATUS'), valueOf(ics, 'X-REQUIRES-CONFIRMATION'), await sequenceOf(booked)]).toEqual(['CANCELLED', 'FALSE', 1])
	})

	it('is told which rule it broke', async () => {
		const booked = await book()
		const times = await timesOf(booked)
		await write(account, booked, times, 'CONFIRMED')
		await write(account, booked, times, 'CANCELLED')
		refusedBy(await write(account, booked, times, 'TENTATIVE'), 'TRANSITION_FORBIDDEN', 'undoReject')
		const uid = newUid()
		const made = { uid, uri: `${uid}.ics`, calendar: booked.calendar }
		refusedBy(await put(account, made.calendar, made.uri, plain(uid, times, 'CANCELLED', [text('CATEGORIES', 'APPOINTMENT')])), 'TRANSITION_FORBIDDEN', 'unlisted')
		expect((await fetchObject('admin', made.calendar, made.uri)).status).toBe(404)
	})
})

describe('a cancelled appointment', () => {
	it('leaves its time at once; confirming it again over another is a double booking that is accepted and shown', async () => {
		const { type } = await offered('manual')
		const first = await book()
		const times = await timesOf(first)
		await write('staff', first, times, 'CANCELLED')
		expect(await freeSlots(first.calendar, type)).toContain(first.start)
		const second = await book('manual', {}, first.start)
		expect(second.answer.status).toBe(201)
		expect((await write('staff', first, times, 'CONFIRMED')).status).toBe(204)
		const requests = (await ocs('staff', 'requests')).data.requests as { uid: string; conflicts: { start: string }[] }[]
		expect(requests.find((entry) => entry.uid === second.uid)?.conflicts.map((entry) => Date.parse(entry.start))).toEqual([first.start])
		// the time is taken as long as one of the two stands
		await send('pvs', 'DELETE', objectUrl('pvs', second.calendar, second.uri))
		expect(await freeSlots(first.calendar, type)).not.toContain(first.start)
		if (isInside()) expect(inside(first, { do: 'look' }).log).toContainEqual(expect.objectContaining({ code: 'DOUBLE_BOOKED', actor: target().accounts.staff?.user }))
	})
})

describe('a block', () => {
	const user = target().accounts.pvs?.user ?? ''
	const own = `/remote.php/dav/calendars/${user}/plain-${newUid().slice(-12).replace(/\W/g, '')}/`
	beforeAll(async () => { await send('pvs', 'MKCALENDAR', own) })
	afterAll(async () => { await send('pvs', 'DELETE', own) })

	it('is stored and changed byte for byte as in any other calendar', async () => {
		const { calendar, type } = await offered('manual')
		const uid = `block-${newUid()}`
		const start = await pickSlot(calendar, type)
		const bodies = ['TENTATIVE', 'CANCELLED', 'TENTATIVE', 'CONFIRMED', null].map((status, index) => plain(uid, { start, end: start + (15 + index) * minute }, status, [
			text('X-VENDOR-FLAG', 'a;b,c \\ ünd'), text('CATEGORIES', 'Privat'), text('COLOR', 'teal'), text('DESCRIPTION', 'Zeile 1\nZeile 2'), text('CLASS', 'CONFIDENTIAL'), { name: 'SEQUENCE', value: '7', type: 'integer' as const },
			{ name: 'ORGANIZER', value: 'mailto:jemand@anders.example', type: 'cal-address' as const, parameters: { CN: 'Jemand' } },
		]))
		for (const body of bodies) {
			const answers = [await put('pvs', calendar, `${uid}.ics`, body), await send('pvs', 'PUT', `${own}x.ics`, { body, headers: { 'Content-Type': 'text/calendar; charset=utf-8' } })]
			expect(answers[0]?.status).toBe(answers[1]?.status)
			// as its owner reads it: whom it is shared with, Nextcloud gives a confidential one masked and folded anew
			expect((await fetchObject('admin', calendar, `${uid}.ics`)).text).toBe((await send('pvs', 'GET', `${own}x.ics`)).text)
		}
	})

	it('knows no states: whatever it is called, it may be called otherwise', async () => {
		const { calendar, type } = await offered('manual')
		const uid = `block-${newUid()}`
		const start = await pickSlot(calendar, type)
		for (const status of ['CANCELLED', 'TENTATIVE', 'CONFIRMED', 'TENTATIVE']) {
			expect((await put('staff', calendar, `${uid}.ics`, plain(uid, { start, end: start + 15 * minute }, status))).status).toBeLessThan(300)
			expect((await freeSlots(calendar, type)).includes(start)).toBe(status === 'CANCELLED')
		}
		expect((await change('pvs', { calendar, uri: `${uid}.ics` }, { STATUS: 'CANCELLED' })).status).toBe(204)
	})

	it.runIf(isInside())('over an appointment is a double booking, over another block none', async () => {
		const { calendar } = await offered('manual')
		const booked = await book()
		const isDouble = async (start: number): Promise<boolean> => {
			const uid = `block-${newUid()}`
			expect((await put('pvs', calendar, `${uid}.ics`, plain(uid, { start, end: start + 5 * minute }, null))).status).toBe(201)
			return inside({ calendar, uri: `${uid}.ics` }, { do: 'look' }).log.some(({ code }) => code === 'DOUBLE_BOOKED')
		}
		expect(await isDouble(booked.start)).toBe(true)
		const alone = await pickSlot(calendar, (await offered('manual')).type)
		expect([await isDouble(alone), await isDouble(alone)]).toEqual([false, false])
	})
})
