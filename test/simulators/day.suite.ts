// SPDX-License-Identifier: GPL-3.0-or-later
// A day of each practice program: online bookings, decisions, moves and cancellations by practice, program and patients, a lost network, a restart,
// a restored backup. At the end calendar, program and the patients' last mails say the same.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { profileOf, type Practice } from '@sprechstunde/core'
import { ocs } from '../conformance/client.ts'
import { unfold, valueOf } from '../conformance/event.ts'
import { cleanUp, fetchObject, freeSlots } from '../conformance/fixtures.ts'
import { target } from '../conformance/target.ts'
import { behaviours } from './behaviour.ts'
import { Day, otherPhone, type Ended } from './day.ts'
import { birthDate, doctors, mailsOut, phone, standing } from './patients.ts'

/** 200 in full; a part of that day in the test command. */
const bookings = Number(process.env['SPRECHSTUNDE_BOOKINGS'] ?? 10)
/** Short days wait for their mails together; long ones would fill the calendars. */
const areShort = bookings <= 20

describe('the days of practice programs', () => {
	let practice: Practice
	const ended: Ended[] = []
	const save = (changed: Practice): ReturnType<typeof ocs> => ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(changed) })
	beforeAll(async () => { practice = (await ocs('admin', 'configuration')).data as unknown as Practice })
	afterEach(async () => {
		await save(practice)
		if (!areShort) await cleanUp()
	})
	afterAll(cleanUp)

	it.each(behaviours)(`$profile, ${bookings} bookings`, { timeout: 120_000 + bookings * 15_000 }, async (behaviour) => {
		const all = await doctors()
		const own = profileOf(behaviour.profile).capabilities.calendarPerDoctor === 'none' ? all.slice(0, 1) : all
		const saved = await save({ ...practice, pvs: [{ id: behaviour.profile, profile: behaviour.profile, user: target().accounts.pvs?.user ?? '', calendars: own.map(({ calendar }) => calendar) }] })
		expect(saved.answer.status, saved.answer.text).toBe(200)
		const day = await new Day(behaviour, bookings, own).live()
		console.log(behaviour.profile, JSON.stringify(day.done))
		ended.push(day)
		if (!areShort) await agree([day])
	})

	it.runIf(areShort)('calendar, program and patients\' mails agree', { timeout: 180_000 }, async () => { await agree(ended) })

	/** Every appointment in the calendar, the program's copy of it and the last mail to its patient say the same, and no field is lost. */
	async function agree(days: readonly Ended[]): Promise<void> {
		const mails = await mailsOut()
		const free = new Map<string, ReadonlySet<number>>()
		for (const { calendar, type } of await doctors()) free.set(calendar, new Set(await freeSlots(calendar, type)))
		for (const { behaviour, patients, copies } of days) {
			for (const { uid, uri, calendar, email } of patients) {
				const about = `${behaviour.profile}, ${uid}`
				const text = (await fetchObject('staff', calendar, uri)).text
				const there = standing(text)
				expect(standing(copies.get(uid) ?? ''), `in the program: ${about}`).toEqual(there)
				expect(unfold(text).some((line) => line.startsWith('BEGIN:VALARM')), 'nobody\'s alarm').toBe(false)
				expect([valueOf(text, 'X-PATIENT-NAME'), valueOf(text, 'X-PATIENT-BIRTHDATE'), valueOf(text, 'X-VISIT-REASON'), valueOf(text, 'X-INSURANCE-TYPE'), valueOf(text, 'X-PATIENT-EMAIL')], about)
					.toEqual(['Erika Mustermann', birthDate, 'Krampfadern, Kontrolle', 'GESETZLICH', email])
				expect([phone, otherPhone], about).toContain(valueOf(text, 'X-PATIENT-PHONE'))
				const last = mails.get(email)?.at(-1)?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content ?? ''
				expect({ ...standing(last), status: unfold(last).includes('METHOD:CANCEL') ? 'CANCELLED' : standing(last).status }, `the last mail: ${about}`).toEqual(there)
				if (there.status !== 'CANCELLED') expect(free.get(calendar)?.has(there.start ?? 0), `taken: ${about}`).toBe(false)
			}
		}
	}
})
