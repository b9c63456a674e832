// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { profileOf } from '@sprechstunde/core'
import { newBlock, stamp } from '../clients/practice.ts'
import { valueOf } from '../conformance/event.ts'
import { change, fetchObject, minute, remember } from '../conformance/fixtures.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import type { Outcome } from '../clients/program.ts'
import { seeded } from '../random.ts'
import type { Behaviour } from './behaviour.ts'
import { bookOnline, byLink, freeStart, standing, standingOf, type Doctor, type Patient } from './patients.ts'
import { Simulator } from './simulator.ts'

/** What is done in a day, over and over, and to an appointment of which state. */
const acts = [
	['staff', 'approve', 'TENTATIVE'], ['program', 'approve', 'TENTATIVE'], ['patient', 'cancel', 'TENTATIVE'], ['staff', 'move', 'CONFIRMED'],
	['program', 'move', 'CONFIRMED'], ['patient', 'move', 'CONFIRMED'], ['staff', 'approve', 'TENTATIVE'], ['program', 'cancel', 'CONFIRMED'],
	['program', 'phone', 'CONFIRMED'], ['staff', 'cancel', 'CONFIRMED'], ['program', 'approve', 'TENTATIVE'], ['staff', 'approve', 'TENTATIVE'],
	['patient', 'cancel', 'CONFIRMED'], ['staff', 'decline', 'TENTATIVE'], ['program', 'approve', 'TENTATIVE'], ['program', 'decline', 'TENTATIVE'],
] as const
type Act = (typeof acts)[number]
export const otherPhone = '0170 445566'

/** A day that is over: who has an appointment, and what the program knows of each. */
export interface Ended {
	readonly behaviour: Behaviour
	readonly patients: readonly Patient[]
	/** by UID */
	readonly copies: ReadonlyMap<string, string | null>
	/** how often what was done, by whom, as `staff move`; `refused` what the program wrote without having seen the last change, in vain */
	readonly done: Readonly<Record<string, number>>
}

/** The day of one practice program: its calendars, one doctor's or all doctors', as it can. */
export class Day {
	private readonly dice
	private readonly programs: ReadonlyMap<string, Simulator>
	private readonly patients: Patient[] = []
	private readonly done: Record<string, number> = {}
	/** what its users did while its network was away */
	private later: (() => Promise<void>)[] = []

	constructor(private readonly behaviour: Behaviour, private readonly bookings: number, private readonly doctors: readonly Doctor[]) {
		this.dice = seeded(behaviour.profile.length * 1000 + bookings)
		this.programs = new Map(doctors.map(({ calendar }) => [calendar, new Simulator(behaviour, opening(calendar))]))
	}

	async live(): Promise<Ended> {
		const at = (share: number): number => Math.floor(this.bookings * share)
		await this.each((program) => program.start())
		let restores: (() => void)[] = []
		for (let index = 0; index < this.bookings; index++) {
			const doctor = this.doctors[index % this.doctors.length]
			if (doctor === undefined) throw new Error('no calendar')
			this.patients.push(await bookOnline(doctor, this.dice.below(10_000)))
			const isOffline = index > at(1 / 3) && index < at(2 / 3)
			if (!isOffline) await this.online()
			if (index === at(1 / 4)) restores = [...this.programs.values()].map((program) => program.backup())
			if (index === at(3 / 4)) await this.each((program) => program.start())
			if (index === at(5 / 6)) await this.restored(restores)
			await this.act(acts[index % acts.length] ?? acts[0], isOffline)
		}
		await this.online()
		await this.ownEntry()
		await this.online()
		const copies = new Map<string, string | null>()
		for (const { uid, calendar } of this.patients) copies.set(uid, await this.program(calendar).copy(uid))
		await this.sameAsNew(copies)
		return { behaviour: this.behaviour, patients: this.patients, copies, done: this.done }
	}

	/** Its network is there: first what its users did meanwhile goes out, as it would. */
	private async online(): Promise<void> {
		for (const write of this.later.splice(0)) await write()
		await this.each((program) => program.poll())
	}

	/** Its database is that of this morning; its users go on before it has synchronised. */
	private async restored(restores: readonly (() => void)[]): Promise<void> {
		for (const restore of restores) restore()
		await this.act(['program', 'phone', 'CONFIRMED'], true)
		await this.online()
	}

	private async act([who, what, status]: Act, isStale: boolean): Promise<void> {
		const subject = await this.subject(status, who === 'program')
		if (subject === undefined) return
		const isDone = who === 'staff' ? await this.staff(subject, what) : who === 'patient' ? await byLink(subject, what === 'cancel' ? 'cancel' : 'reschedule', this.dice.below(10_000)) : await this.byProgram(subject, what, isStale)
		if (isDone) this.count(`${who} ${what}`)
	}

	/** Somebody whose appointment is in that state, for the program as it knows it; a confirmed one is approved where there is none. */
	private async subject(status: string, asProgram: boolean): Promise<Patient | undefined> {
		const rest = [...this.patients]
		let request: Patient | undefined
		while (rest.length > 0) {
			const [one] = rest.splice(this.dice.below(rest.length), 1)
			if (one === undefined) break
			const copy = asProgram ? await this.program(one.calendar).copy(one.uid) : null
			const known = asProgram ? copy === null ? '' : standing(copy).status : (await standingOf(one)).status
			if (known === status) return one
			if (known === 'TENTATIVE') request = one
		}
		if (request === undefined || status !== 'CONFIRMED' || asProgram) return undefined
		await this.staff(request, 'approve')
		return request
	}

	private async staff(subject: Patient, what: Act[1]): Promise<boolean> {
		const start = what === 'move' ? await freeStart(subject.doctor, this.dice.below(10_000)) : 0
		const changes = what === 'approve' ? { STATUS: 'CONFIRMED' } : what === 'move' ? { DTSTART: stamp(start), DTEND: stamp(start + subject.doctor.type.durationMinutes * minute) } : { STATUS: 'CANCELLED' }
		const answer = await change('staff', subject, changes)
		expect(answer.status, answer.text).toBe(204)
		return true
	}

	private async byProgram(subject: Patient, what: Act[1], isStale: boolean): Promise<boolean> {
		const program = this.program(subject.calendar)
		const start = await freeStart(subject.doctor, this.dice.below(10_000))
		const write = async (): Promise<Outcome> => what === 'approve' ? program.approve(subject.uid)
			: what === 'phone' ? program.phone(subject.uid, otherPhone)
				: what === 'move' ? program.move(subject.uid, start, start + subject.doctor.type.durationMinutes * minute)
					: program.cancel(subject.uid)
		if (isStale) {
			this.later.push(async () => { this.count((await write()).done ? `program ${what}, unseen` : `program ${what}, refused`) })
			return false
		}
		expect(await write(), `${what} of ${subject.uid}`).toEqual({ done: true })
		const showsPhone = profileOf(this.behaviour.profile).fieldMap?.text.includes('phone') ?? false
		if (what === 'phone' && showsPhone) expect(valueOf((await fetchObject('staff', subject.calendar, subject.uri)).text, 'X-PATIENT-PHONE')).toBe(otherPhone)
		return true
	}

	/** An entry of its own over an appointment: accepted, and seen by it first where it warns. */
	private async ownEntry(): Promise<void> {
		const [kept] = this.patients
		if (kept === undefined) throw new Error('nobody booked')
		const { ics, uid } = await newBlock()
		const { start = 0 } = await standingOf(kept)
		const program = this.program(kept.calendar)
		const before = program.confirmed
		remember(kept.calendar, `${uid}.ics`)
		const own = ics.replace(/DTSTART[^\r]*/u, `DTSTART:${stamp(start)}`).replace(/DTEND[^\r]*/u, `DTEND:${stamp(start + 10 * minute)}`)
		expect(await program.enter(own, this.patients.filter(({ calendar }) => calendar === kept.calendar).map((one) => one.uid))).toEqual({ done: true })
		expect(program.confirmed - before).toBe(this.behaviour.warns ? 1 : 0)
	}

	/** What lived through the day knows what one that is set up now would. */
	private async sameAsNew(copies: ReadonlyMap<string, string | null>): Promise<void> {
		for (const calendar of this.programs.keys()) {
			const fresh = new Simulator(this.behaviour, opening(calendar))
			await fresh.start()
			for (const { uid } of this.patients.filter((one) => one.calendar === calendar)) expect(copies.get(uid), `its copy of ${uid}`).toBe(await fresh.copy(uid))
		}
	}

	private program(calendar: string): Simulator {
		const program = this.programs.get(calendar)
		if (program === undefined) throw new Error(`no program for ${calendar}`)
		return program
	}

	private async each(work: (program: Simulator) => Promise<void>): Promise<void> {
		for (const program of this.programs.values()) await work(program)
	}

	private count(what: string): void {
		this.done[what] = (this.done[what] ?? 0) + 1
	}
}

function opening(calendar: string): ConstructorParameters<typeof Simulator>[1] {
	const { user = '', password = '' } = target().accounts.pvs ?? {}
	return { server: `${target().server.url}/`, user, password, calendar: calendarUrl('pvs', calendar) }
}
