// SPDX-License-Identifier: GPL-3.0-or-later
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf, lineOf, valueOf, valuesOf } from '../conformance/event.ts'
import { book, change, freeSlots, minute, offered, pickSlot, type Booked } from '../conformance/fixtures.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import { deleteAsAdmin, newAppointment, newBlock, revision, stamp, stored } from './practice.ts'
import type { Outcome, Replica } from './program.ts'
import { pythonCaldav } from './pythonCaldav.ts'
import { thunderbird } from './thunderbird.ts'
import { tsdav } from './tsdav.ts'
import { vdirsyncer } from './vdirsyncer.ts'

const medical = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-PATIENT-PHONE', 'X-INSURANCE-TYPE', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-BOOKING-SOURCE', 'CATEGORIES'] as const
const fieldsOf = (ics: string): string[] => medical.map((name) => valuesOf(ics, name).join(','))

function refused(outcome: Outcome, ...shown: readonly RegExp[]): void {
	expect(outcome.done).toBe(false)
	if (!outcome.done) for (const pattern of shown) expect(outcome.shown).toMatch(pattern)
}

const programs = [pythonCaldav, tsdav, vdirsyncer, thunderbird]
for (const program of programs) for (const role of ['staff', 'pvs'] as const) {
	const suite = program.version === null ? describe.skip : describe
	suite(`${program.name} as ${role}`, () => {
		let calendar: string
		let replica: Replica
		let booked: Booked
		const storedText = async (uid: string): Promise<string> => (await stored(calendar, uid))?.text ?? ''
		/** What its own write left for the next synchronisation: nothing but what it wrote itself. */
		const settle = async (...own: readonly string[]): Promise<void> => {
			const { changed, removed } = await replica.pull()
			expect([...changed, ...removed].filter((uid) => !own.includes(uid))).toEqual([])
		}

		beforeAll(async () => {
			calendar = (await offered('manual')).calendar
			const { user = '', password = '' } = target().accounts[role] ?? {}
			replica = await program.open({ server: `${target().server.url}/`, user, password, calendar: calendarUrl(role, calendar) })
			await replica.pull()
			booked = await book()
		})

		afterAll(() => replica.close())

		it('finds the practice\'s calendars from the server\'s address', async () => {
			const found = (await replica.calendars()).map((entry) => new URL(entry.url).pathname)
			for (const { id } of target().calendars) expect(found).toContain(new URL(calendarUrl(role, id)).pathname)
		})

		it('gets an online booking, and nothing else', async () => {
			expect(await replica.pull()).toEqual({ changed: [booked.uid], removed: [] })
			const copy = await replica.read(booked.uid) ?? ''
			expect([valueOf(copy, 'STATUS'), valueOf(copy, 'SUMMARY'), instantOf(copy, 'DTSTART')]).toEqual(['TENTATIVE', 'Erika Mustermann - Krampfadern, Kontrolle', booked.start])
			expect(fieldsOf(copy)).toEqual(fieldsOf(await storedText(booked.uid)))
			expect(valueOf(copy, 'X-PATIENT-BIRTHDATE')).toBe('1964-08-12')
		})

		it('gets nothing when nothing changed', async () => {
			const before = await revision(calendar)
			expect(await replica.pull()).toEqual({ changed: [], removed: [] })
			expect(await revision(calendar)).toEqual(before)
		})

		it('approves it', async () => {
			const before = await storedText(booked.uid)
			expect(await replica.edit(booked.uid, { STATUS: 'CONFIRMED' })).toEqual({ done: true })
			await settle(booked.uid)
			const after = await storedText(booked.uid)
			expect([valueOf(after, 'STATUS'), valueOf(after, 'X-REQUIRES-CONFIRMATION')]).toEqual(['CONFIRMED', 'FALSE'])
			expect(Number(valueOf(after, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(before, 'SEQUENCE') ?? 0))
			expect(fieldsOf(after)).toEqual(fieldsOf(before))
			expect(valueOf(await replica.read(booked.uid) ?? '', 'X-REQUIRES-CONFIRMATION')).toBe('FALSE')
		})

		it('moves it', async () => {
			const { type } = await offered('manual')
			const to = await pickSlot(calendar, type)
			const before = await storedText(booked.uid)
			expect(await replica.edit(booked.uid, { DTSTART: stamp(to), DTEND: stamp(to + type.durationMinutes * minute) })).toEqual({ done: true })
			await settle(booked.uid)
			const after = await storedText(booked.uid)
			expect([instantOf(after, 'DTSTART'), valueOf(after, 'STATUS')]).toEqual([to, 'CONFIRMED'])
			expect(fieldsOf(after)).toEqual(fieldsOf(before))
			const free = await freeSlots(calendar, type)
			expect([free.includes(to), free.includes(booked.start)]).toEqual([false, true])
			expect(instantOf(await replica.read(booked.uid) ?? '', 'DTSTART')).toBe(to)
		})

		it('adds a note; a title of its own makes way for the fields', async () => {
			const description = valueOf(await storedText(booked.uid), 'DESCRIPTION') ?? ''
			expect(await replica.edit(booked.uid, { DESCRIPTION: `${description}\n\nBitte nüchtern; ab 8 Uhr.`, SUMMARY: 'etwas anderes' })).toEqual({ done: true })
			await settle(booked.uid)
			const after = await storedText(booked.uid)
			expect(valueOf(after, 'DESCRIPTION')).toMatch(/Bitte nüchtern; ab 8 Uhr\.$/)
			expect(valueOf(after, 'SUMMARY')).toBe('Erika Mustermann - Krampfadern, Kontrolle')
			expect(valueOf(await replica.read(booked.uid) ?? '', 'SUMMARY')).toBe('Erika Mustermann - Krampfadern, Kontrolle')
		})

		it('drops what it doesn\'t know, and gets it back', async () => {
			const before = await storedText(booked.uid)
			expect(await replica.edit(booked.uid, { ...Object.fromEntries(medical.map((name) => [name, null])), PRIORITY: '5' })).toEqual({ done: true })
			await settle(booked.uid)
			const after = await storedText(booked.uid)
			expect(fieldsOf(after)).toEqual(fieldsOf(before))
			expect(lineOf(after, 'ATTENDEE')).toContain('mailto:erika@mustermann.example')
			expect(fieldsOf(await replica.read(booked.uid) ?? '')).toEqual(fieldsOf(before))
		})

		it('enters an appointment', async () => {
			const { uid, start, ics } = await newAppointment()
			expect(await replica.create(ics)).toEqual({ done: true })
			await settle(uid)
			const made = await storedText(uid)
			expect([valueOf(made, 'STATUS'), valueOf(made, 'X-BOOKING-SOURCE'), valueOf(made, 'SUMMARY'), instantOf(made, 'DTSTART')])
				.toEqual(['CONFIRMED', role === 'pvs' ? 'PVS' : 'PRACTICE', 'Erika Mustermann - Krampfadern, Kontrolle', start])
			expect(valueOf(await replica.read(uid) ?? '', 'STATUS')).toBe('CONFIRMED')
		})

		it('enters a block, which stays as it came and is busy', async () => {
			const { uid, start, ics } = await newBlock()
			expect(await replica.create(ics)).toEqual({ done: true })
			await settle(uid)
			const made = await storedText(uid)
			expect([valueOf(made, 'SUMMARY'), valueOf(made, 'STATUS'), valueOf(made, 'CATEGORIES')]).toEqual(['Teambesprechung', undefined, undefined])
			expect(await freeSlots(calendar, (await offered('manual')).type)).not.toContain(start)
			expect(await replica.edit(uid, { SUMMARY: 'Visite' })).toEqual({ done: true })
			await settle(uid)
			expect(valueOf(await storedText(uid), 'SUMMARY')).toBe('Visite')
		})

		it.each([
			['an illegal transition', { STATUS: 'TENTATIVE' }, /403|Forbidden|Authorization/],
			['a field of no known value', { 'X-INSURANCE-TYPE': 'PLATIN' }, /400|Bad ?Request/],
		])('is shown the refusal of %s, and nothing is lost', async (_, changes, shown) => {
			const other = await book()
			// twice, so that going back to a request is no undo
			for (const STATUS of ['CONFIRMED', 'CANCELLED']) await change('admin', other, { STATUS })
			await replica.pull()
			const before = await storedText(other.uid)
			refused(await replica.edit(other.uid, changes), shown)
			expect(await storedText(other.uid)).toBe(before)
			await replica.giveUp(other.uid)
			await settle()
			expect(valueOf(await replica.read(other.uid) ?? '', 'STATUS')).toBe('CANCELLED')
		})

		if (program.careful) {
			it('doesn\'t overwrite what a colleague changed meanwhile', async () => {
				await change('admin', booked, { PRIORITY: '1' })
				refused(await replica.edit(booked.uid, { PRIORITY: '9' }), /412|Precondition|conflict/i)
				expect(valueOf(await storedText(booked.uid), 'PRIORITY')).toBe('1')
				await replica.giveUp(booked.uid)
				await settle(booked.uid)
				expect(valueOf(await replica.read(booked.uid) ?? '', 'PRIORITY')).toBe('1')
			})
		}

		if (role === 'staff') {
			it('may not delete: a refusal, after which it goes on working', async () => {
				const before = await storedText(booked.uid)
				refused(await replica.remove(booked.uid), /403|Forbidden|Authorization/)
				expect(await storedText(booked.uid)).toBe(before)
				const other = await book()
				await replica.giveUp(booked.uid)
				expect(await replica.pull()).toEqual({ changed: [other.uid], removed: [] })
				expect(valueOf(await replica.read(booked.uid) ?? '', 'STATUS')).toBe('CONFIRMED')
				expect(await replica.edit(other.uid, { STATUS: 'CONFIRMED' })).toEqual({ done: true })
				await settle(other.uid)
			})
		}

		if (role === 'pvs') {
			it('deletes, which frees the time', async () => {
				const other = await book()
				await replica.pull()
				expect(await replica.remove(other.uid)).toEqual({ done: true })
				await settle(other.uid)
				expect(await stored(calendar, other.uid)).toBeNull()
				expect(await freeSlots(calendar, (await offered('manual')).type)).toContain(other.start)
			})
		}

		it('learns what others approved and deleted, and of nothing else', async () => {
			const [approved, deleted] = [await book(), await book()]
			expect(new Set((await replica.pull()).changed)).toEqual(new Set([approved.uid, deleted.uid]))
			await change('admin', approved, { STATUS: 'CONFIRMED' })
			await deleteAsAdmin(calendar, deleted.uid)
			expect(await replica.pull()).toEqual({ changed: [approved.uid], removed: [deleted.uid] })
			expect(valueOf(await replica.read(approved.uid) ?? '', 'STATUS')).toBe('CONFIRMED')
			expect(await replica.read(deleted.uid)).toBeNull()
		})

		it('has nothing left to do at the end', async () => {
			const before = await revision(calendar)
			expect(await replica.pull()).toEqual({ changed: [], removed: [] })
			expect(await revision(calendar)).toEqual(before)
		})
	})}
