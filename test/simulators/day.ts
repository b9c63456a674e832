// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { stamp } from '../clients/practice.ts'
import { edit } from '../conformance/event.ts'
import { fetchObject, minute, put } from '../conformance/fixtures.ts'
import { seeded } from '../random.ts'
import { acts, statusAfter, withOldData, type Act } from './acts.ts'
import type { Behaviour } from './behaviour.ts'
import { doubleBookings } from './doubleBookings.ts'
import { FreeTimes } from './freeTimes.ts'
import { bookOnline, byLink, type Appointment, type Doctor } from './patients.ts'
import { programOf } from './opening.ts'
import { ProgramUser } from './programUser.ts'
import type { Simulator } from './simulator.ts'
import { standing } from './standing.ts'

/** Minutes of a day on which people book, decide and move. */
const dayMinutes = 600

/** A day that is over: the appointments, and what the program knows of each. */
export interface Ended {
	readonly behaviour: Behaviour
	readonly appointments: readonly Appointment[]
	/** by UID; null where it has none */
	readonly copies: ReadonlyMap<string, string | null>
	/** how often what was done, by whom, as `staff move`; `offline`: sent when the network was back; `overtaken`: somebody else had changed it */
	readonly done: Readonly<Record<string, number>>
	/** mails of this day have greater ids */
	readonly mailsAfter: string
	readonly seconds: number
}

/** The day of one practice program: its calendars, one doctor's or all doctors', as it can. */
export class Day {
	private readonly dice
	private readonly times = new FreeTimes()
	private readonly programs: ReadonlyMap<string, Simulator>
	private readonly user: ProgramUser
	private readonly appointments: Appointment[] = []
	private readonly done: Record<string, number> = {}
	/** appointments that somebody is at work on: one at a time */
	private readonly busy = new Set<string>()
	private acted = 0

	constructor(private readonly behaviour: Behaviour, private readonly bookings: number, private readonly doctors: readonly Doctor[], private readonly practice: Practice) {
		this.dice = seeded(behaviour.profile.id.length * 1000 + bookings)
		this.programs = new Map(doctors.map(({ calendar }) => [calendar, programOf(behaviour, practice, calendar)]))
		this.user = new ProgramUser(behaviour, practice, { appointments: this.appointments, busy: this.busy, times: this.times, dice: this.dice, count: (what) => { this.count(what) } })
	}

	async live(): Promise<Ended> {
		const began = Date.now()
		const mailsAfter = new Date(began).toISOString().replace(/[:.]/g, '-')
		// a long day has several people at work at the same time
		const together = Math.max(1, Math.floor(this.bookings / 50))
		await this.each((program) => program.start())
		let restores: (() => void)[] = []
		for (let first = 0; first < this.bookings; first += together) {
			const indexes = Array.from({ length: Math.min(together, this.bookings - first) }, (_, offset) => first + offset)
			const has = (share: number): boolean => indexes.includes(Math.floor(this.bookings * share))
			if (has(1 / 4)) restores = [...this.programs.values()].map((program) => program.backup())
			if (has(1 / 3)) this.programs.forEach((program) => { program.loseNetwork() })
			await Promise.all(indexes.map((index) => this.book(index)))
			if (has(2 / 3)) await this.each((program) => program.regainNetwork())
			if (has(3 / 4)) await this.each((program) => program.start())
			if (has(5 / 6)) await this.restored(restores)
			await this.round(indexes)
		}
		await this.each((program) => program.poll())
		for (const [calendar, program] of this.programs) {
			const warnings = await doubleBookings(this.behaviour, program, calendar, this.appointments, this.practice)
			if (warnings > 0) this.count('program warned', warnings)
		}
		await this.each((program) => program.poll())
		const copies = new Map<string, string | null>()
		for (const { uid, calendar } of this.appointments) copies.set(uid, await this.program(calendar).copy(uid))
		await this.sameAsNew(copies)
		return { behaviour: this.behaviour, appointments: this.appointments, copies, done: this.done, mailsAfter, seconds: Math.round((Date.now() - began) / 1000) }
	}

	private async book(index: number): Promise<void> {
		// each doctor in turn, whatever is done in turn
		const doctor = this.doctors[(index + Math.floor(index / acts.length)) % this.doctors.length]
		if (doctor === undefined) throw new Error('no calendar')
		const treatment = this.practice.appointmentTypes.find(({ code }) => code === doctor.type.code)?.category ?? ''
		this.appointments.push(await bookOnline(doctor, this.times, this.dice.below(10_000), treatment))
		this.count('booked online')
	}

	/** What is done while so many book: the practice and patients at the same time, the users of each program one after the other. */
	private async round(indexes: readonly number[]): Promise<void> {
		const calendars = [...this.programs.keys()]
		const theirs: { readonly index: number; readonly calendar: string; readonly act: Act }[] = []
		const others: Promise<void>[] = []
		// short days would not see all that is done
		const perBooking = this.bookings <= 20 ? 2 : 1
		for (const index of indexes) for (let nth = 0; nth < perBooking; nth++) {
			const act = acts[this.acted++ % acts.length] as Act
			if (act.who === 'program') theirs.push({ index, calendar: this.dice.pick(calendars), act })
			else others.push(this.byHand(act))
		}
		const users = [...this.programs].map(async ([calendar, program]) => {
			for (const index of indexes) {
				await program.tick(index * dayMinutes / this.bookings)
				for (const own of theirs.filter((one) => one.index === index && one.calendar === calendar)) await this.user.do(program, calendar, own.act)
			}
		})
		await Promise.all([...others, ...users])
		this.busy.clear()
	}

	/** Its database is that of this morning; its users go on before it has synchronised. */
	private async restored(restores: readonly (() => void)[]): Promise<void> {
		for (const restore of restores) restore()
		for (const [calendar, program] of this.programs) {
			const latest = this.appointments.findLast((one) => one.calendar === calendar)
			expect(latest === undefined ? null : await program.copy(latest.uid), 'what was booked since').toBeNull()
			program.loseNetwork()
			for (const act of withOldData) await this.user.do(program, calendar, act, ', with old data')
			await program.regainNetwork()
		}
		this.busy.clear()
	}

	/** The practice in Nextcloud, or a patient. */
	private async byHand(act: Act): Promise<void> {
		const subject = this.subject(act)
		if (subject === undefined) return
		const [appointment, what] = subject
		this.busy.add(appointment.uid)
		if (act.who === 'staff' || what.what === 'approve') return this.byStaff(appointment, what)
		const status = await byLink(appointment, what.what === 'cancel' ? 'cancel' : 'reschedule', this.times, this.dice.below(10_000))
		if (status === null) return
		appointment.status = status
		this.count(`patient ${what.what}`)
	}

	/** Somebody whose appointment has that status, as far as is known; where there is none that is confirmed, a request to be approved. */
	private subject(act: Act): readonly [Appointment, Act] | undefined {
		const of = (status: string): Appointment[] => this.appointments.filter((one) => one.status === status && !this.busy.has(one.uid) && (act.who === 'staff' || one.email !== null))
		const found = of(act.status)
		if (found.length > 0) return [this.dice.pick(found), act]
		const requests = of('TENTATIVE')
		return requests.length === 0 ? undefined : [this.dice.pick(requests), { who: 'staff', what: 'approve', status: 'TENTATIVE' }]
	}

	private async byStaff(appointment: Appointment, act: Act): Promise<void> {
		const { calendar, uri, doctor } = appointment
		const { text, etag, status: found } = await fetchObject('staff', calendar, uri)
		const now = standing(text)
		if (found !== 200 || now.status !== act.status) {
			appointment.status = found === 200 ? now.status : 'gone'
			return
		}
		const start = act.what === 'move' ? await this.times.take(doctor, this.dice.below(10_000)) : 0
		const changes = act.what === 'move' ? { DTSTART: stamp(start), DTEND: stamp(start + doctor.type.durationMinutes * minute) } : { STATUS: statusAfter(act) }
		const answer = await put('staff', calendar, uri, edit(text, changes), { headers: { 'If-Match': etag } })
		expect(answer.status, answer.text).toBe(204)
		appointment.status = statusAfter(act)
		this.count(`staff ${act.what}`)
	}

	/** What lived through the day knows what one that is set up now would, and that is not the waiting list of this app. */
	private async sameAsNew(copies: ReadonlyMap<string, string | null>): Promise<void> {
		for (const calendar of this.programs.keys()) {
			const fresh = programOf(this.behaviour, this.practice, calendar)
			await fresh.start()
			expect(await fresh.found()).not.toContain(this.practice.waitingList?.displayName)
			for (const { uid } of this.appointments.filter((one) => one.calendar === calendar)) expect(copies.get(uid), `its copy of ${uid}`).toBe(await fresh.copy(uid))
		}
	}

	private program(calendar: string): Simulator {
		const program = this.programs.get(calendar)
		if (program === undefined) throw new Error(`no program for ${calendar}`)
		return program
	}

	private async each(work: (program: Simulator) => Promise<void>): Promise<void> {
		await Promise.all([...this.programs.values()].map(work))
	}

	private count(what: string, times = 1): void {
		this.done[what] = (this.done[what] ?? 0) + times
	}
}
