// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import type { AppointmentType, Practice } from '@sprechstunde/core'
import { valueOf } from '../conformance/event.ts'
import { remember } from '../conformance/fixtures.ts'
import type { Outcome } from '../clients/program.ts'
import type { Random } from '../random.ts'
import { statusAfter, type Act } from './acts.ts'
import type { Behaviour } from './behaviour.ts'
import { newEntry } from './entries.ts'
import type { FreeTimes } from './freeTimes.ts'
import type { Appointment } from './patients.ts'
import type { Simulator } from './simulator.ts'
import { standing } from './standing.ts'
import { ownCategory, treated, treatmentsIn, typeOf } from './treatments.ts'

const otherPhone = '0170 445566'

/** What its users share with everybody else on that day. */
export interface Surroundings {
	readonly appointments: Appointment[]
	readonly busy: Set<string>
	readonly times: FreeTimes
	readonly dice: Random
	readonly count: (what: string) => void
}

/** Somebody who works with a practice program, and goes by what it shows. */
export class ProgramUser {
	private treatedSoFar = 0

	constructor(private readonly behaviour: Behaviour, private readonly practice: Practice, private readonly around: Surroundings) {}

	/** @param circumstance added to what is counted */
	async do(program: Simulator, calendar: string, act: Act, circumstance = program.isOnline ? '' : ', offline'): Promise<void> {
		if (act.what === 'enter') return this.enter(program, calendar, circumstance)
		// where it knows no treatments, somebody changes a phone number instead
		const possible: Act = act.what === 'treat' && this.behaviour.treatments.length === 0 ? { ...act, what: 'phone' } : act
		const subject = await this.subject(program, calendar, possible)
		if (subject === undefined) return
		const [appointment, { what, status }] = subject
		this.around.busy.add(appointment.uid)
		const { write, done } = await this.written(program, appointment, what)
		await program.do({
			uid: appointment.uid, status, write,
			ended: (ending) => {
				expect(ending.as === 'refused' ? ending.shown : '', `${what} of ${appointment.uid}`).toBe('')
				this.around.count(`program ${what}${circumstance}${ending.as === 'done' ? '' : `, ${ending.as}`}`)
				if (ending.as !== 'done') return
				appointment.status = statusAfter({ who: 'program', what, status })
				done()
			},
		})
	}

	/** An appointment that has that status in the program; where there is none that is confirmed, a request to be approved. */
	private async subject(program: Simulator, calendar: string, act: Act): Promise<readonly [Appointment, Act] | undefined> {
		const fits: Appointment[] = []
		const requests: Appointment[] = []
		for (const one of this.around.appointments) {
			if (one.calendar !== calendar || this.around.busy.has(one.uid)) continue
			const status = (await program.standing(one.uid))?.status
			if (status === act.status) fits.push(one)
			if (status === 'TENTATIVE') requests.push(one)
		}
		if (fits.length > 0) return [this.around.dice.pick(fits), act]
		return requests.length === 0 ? undefined : [this.around.dice.pick(requests), { who: 'program', what: 'approve', status: 'TENTATIVE' }]
	}

	/** How it is written; `done`: what holds from then on. */
	private async written(program: Simulator, appointment: Appointment, what: Act['what']): Promise<{ write: (copy: string) => Promise<Outcome>; done: () => void }> {
		const { uid, doctor, calendar, fields } = appointment
		const { profile, treatments } = this.behaviour
		const nothing = (): void => {}
		if (what === 'approve') return { write: (copy) => program.put(uid, copy, { STATUS: 'CONFIRMED' }), done: nothing }
		if (what === 'move') {
			const start = await this.around.times.take(doctor, this.around.dice.below(10_000))
			return { write: (copy) => program.move(uid, copy, start, start + standing(copy).end - standing(copy).start), done: nothing }
		}
		if (what === 'delete') return { write: () => program.remove(uid), done: nothing }
		const by = treatments[this.treatedSoFar % Math.max(1, treatments.length)]
		if (what === 'treat' && by !== undefined) {
			this.treatedSoFar++
			const all = treatmentsIn(this.practice, calendar)
			const other = all[(all.indexOf(appointment.treatment ?? '') + 1) % all.length] ?? ''
			const done = (): void => {
				appointment.treatment = other
				fields['X-APPOINTMENT-TYPE'] = typeOf(this.practice, calendar, other)
				if (by === 'category' && profile.repairs.includes('joinedCategories')) appointment.ownCategories = [ownCategory]
			}
			return { write: (copy) => program.put(uid, copy, treated(profile, by, other)), done }
		}
		if (what === 'phone') {
			const write = (copy: string): Promise<Outcome> => program.put(uid, copy, { DESCRIPTION: (valueOf(copy, 'DESCRIPTION') ?? '').replace(/^Telefon: .*$/mu, `Telefon: ${otherPhone}`) })
			return { write, done: () => { if (profile.fieldMap?.text.includes('phone') ?? false) fields['X-PATIENT-PHONE'] = otherPhone } }
		}
		return { write: (copy) => program.cancel(uid, copy), done: nothing }
	}

	/** Somebody rings up. */
	private async enter(program: Simulator, calendar: string, circumstance: string): Promise<void> {
		const { appointmentTypes, calendars } = this.practice
		const types = calendars.find(({ id }) => id === calendar)?.types ?? []
		const type = appointmentTypes.find(({ code }) => types.includes(code)) as AppointmentType
		const doctor = { calendar, type }
		const start = await this.around.times.take(doctor, this.around.dice.below(10_000))
		const { uid, ics, email, fields, end } = newEntry(this.behaviour, this.practice, type, start)
		const expected = email !== null ? 'CONFIRMED' : this.behaviour.profile.repairs.includes('tentativeBusy') ? 'TENTATIVE' : ''
		remember(calendar, `${uid}.ics`)
		await program.do({
			uid: null, status: '', write: () => program.create(ics),
			ended: (ending) => {
				expect(ending, `entry ${uid}`).toEqual({ as: 'done' })
				this.around.count(`program enter${circumstance}`)
				this.around.appointments.push({ uid, uri: `${uid}.ics`, calendar, doctor, email, fields, treatment: email === null ? null : type.category, ownCategories: [], status: expected })
			},
		})
		if (!program.isOnline) return
		await program.poll()
		expect(await program.standing(uid)).toEqual({ start, end, status: expected })
	}
}
