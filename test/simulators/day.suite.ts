// SPDX-License-Identifier: GPL-3.0-or-later
// A day of each practice program: online bookings, decisions and moves from both sides, a lost network, a restart, a restored backup.
// At the end calendar, program and the patients' last mails say the same.
import { afterAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { newBlock, stamp } from '../clients/practice.ts'
import { ocs } from '../conformance/client.ts'
import { instantOf, unfold, valueOf } from '../conformance/event.ts'
import { book, change, cleanUp, fetchObject, freeSlots, minute, offered, pickSlot, type Booked } from '../conformance/fixtures.ts'
import { mailsTo, newAddress, pause } from '../conformance/mailbox.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import { seeded } from '../random.ts'
import { behaviours } from './behaviour.ts'
import { Simulator } from './simulator.ts'

/** 200 in full; a part of that day in the test command. */
const bookings = Number(process.env.SPRECHSTUNDE_BOOKINGS ?? 10)

interface Patient extends Booked { readonly email: string }
interface Standing { readonly start: number | undefined; readonly status: string }

const standing = (ics: string): Standing => ({ start: instantOf(ics, 'DTSTART'), status: valueOf(ics, 'STATUS') ?? '' })

/** Until nothing waits to be mailed. */
async function mailsAreOut(): Promise<void> {
	const end = Date.now() + 150_000
	while (Date.now() < end) {
		const { data } = await ocs('admin', 'queue')
		if (data['waiting'] === 0) return
		await pause(1000)
	}
	throw new Error('mails still wait')
}

describe.each(behaviours)('a day of $profile', (behaviour) => {
	let practice: Practice
	afterAll(async () => {
		await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(practice) })
		await cleanUp()
	})

	it(`ends with calendar, program and ${bookings} patients' mails agreeing`, { timeout: 60_000 + bookings * 30_000 }, async () => {
		const dice = seeded(behaviour.profile.length * 1000 + bookings)
		const chance = (percent: number): boolean => dice.below(100) < percent
		practice = (await ocs('admin', 'configuration')).data as unknown as Practice
		const { calendar, type } = await offered('manual')
		const { user = '', password = '' } = target().accounts.pvs ?? {}
		const saved = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...practice, pvs: [{ id: behaviour.profile, profile: behaviour.profile, user, calendars: [calendar] }] }) })
		expect(saved.answer.status, saved.answer.text).toBe(200)

		const program = new Simulator(behaviour, { server: `${target().server.url}/`, user, password, calendar: calendarUrl('pvs', calendar) })
		await program.start()
		const patients: Patient[] = []
		let restore = (): void => undefined
		for (let index = 0; index < bookings; index++) {
			const email = newAddress()
			const booked = await book('manual', { 'X-PATIENT-EMAIL': email })
			expect(booked.answer.status, booked.answer.text).toBe(201)
			patients.push({ ...booked, email })
			// its network is away for a third of the day: it goes on with what it has
			const isOffline = index > bookings / 3 && index < bookings * 2 / 3
			if (!isOffline) await program.poll()
			if (index === Math.floor(bookings / 4)) restore = program.backup()
			if (index === Math.floor(bookings * 2 / 3)) await program.start()
			if (index === Math.floor(bookings * 5 / 6)) {
				restore()
				await program.poll()
			}
			const subject = dice.pick(patients)
			const { status } = standing((await fetchObject('staff', calendar, subject.uri)).text)
			if (chance(50)) await staffActs(subject, status)
			else if (!isOffline && await program.copy(subject.uid) !== null) await programActs(subject, status)
		}

		async function staffActs(subject: Patient, status: string): Promise<void> {
			const start = chance(50) ? await pickSlot(calendar, type) : null
			const changes = status === 'TENTATIVE' ? { STATUS: chance(80) ? 'CONFIRMED' : 'CANCELLED' }
				: status === 'CONFIRMED' && start !== null ? { DTSTART: stamp(start), DTEND: stamp(start + type.durationMinutes * minute) }
					: status === 'CONFIRMED' && chance(30) ? { STATUS: 'CANCELLED' } : null
			if (changes === null) return
			const answer = await change('staff', subject, changes)
			expect(answer.status, answer.text).toBe(204)
		}

		async function programActs(subject: Patient, status: string): Promise<void> {
			if (status === 'CANCELLED') return
			const start = await pickSlot(calendar, type)
			const outcome = status === 'TENTATIVE' ? await program.approve(subject.uid)
				: chance(30) ? await program.cancel(subject.uid)
					: chance(50) ? await program.phone(subject.uid, '0170 445566')
						: await program.move(subject.uid, start, start + type.durationMinutes * minute)
			expect(outcome).toEqual({ done: true })
		}

		// its own entry over an appointment: accepted, and seen by it first where it warns
		await program.poll()
		const kept = patients.find(() => true)
		const block = await newBlock()
		const over = standing((await fetchObject('staff', calendar, kept?.uri ?? '')).text).start ?? 0
		const ics = block.ics.replace(/DTSTART[^\r]*/u, `DTSTART:${stamp(over)}`).replace(/DTEND[^\r]*/u, `DTEND:${stamp(over + 10 * minute)}`)
		expect(await program.enter(ics, patients.map(({ uid }) => uid))).toEqual({ done: true })
		expect(program.confirmed).toBe(behaviour.warns ? 1 : 0)

		await mailsAreOut()
		await program.poll()
		const free = new Set(await freeSlots(calendar, type))
		for (const { uid, uri, email } of patients) {
			const text = (await fetchObject('staff', calendar, uri)).text
			const there = standing(text)
			expect(standing(await program.copy(uid) ?? ''), 'in the program').toEqual(there)
			expect(unfold(text).some((line) => line.startsWith('BEGIN:VALARM')), 'nobody\'s alarm').toBe(false)
			expect([valueOf(text, 'X-PATIENT-NAME'), valueOf(text, 'X-PATIENT-BIRTHDATE'), valueOf(text, 'X-VISIT-REASON'), valueOf(text, 'X-INSURANCE-TYPE')]).toEqual(['Erika Mustermann', '1964-08-12', 'Krampfadern, Kontrolle', 'GESETZLICH'])
			const last = (await mailsTo(email)).at(-1)?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content ?? ''
			expect({ ...standing(last), status: unfold(last).includes('METHOD:CANCEL') ? 'CANCELLED' : standing(last).status }, `the last mail about ${uid}`).toEqual(there)
			if (there.status !== 'CANCELLED') expect(free.has(there.start ?? 0), 'taken').toBe(false)
		}
	})
})
