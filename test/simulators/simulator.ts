// SPDX-License-Identifier: GPL-3.0-or-later
import type { Changes, Opening, Outcome, Replica } from '../clients/program.ts'
import { tsdav } from '../clients/tsdav.ts'
import { instantOf, unfold, valueOf } from '../conformance/event.ts'
import { stamp } from '../clients/practice.ts'
import type { Behaviour } from './behaviour.ts'

/** A practice program: polls, and writes as its behaviour says. What is refused it fetches anew and tries once more, as its user would. */
export class Simulator {
	private replica: Replica | null = null
	/** overlaps that it had confirmed by hand */
	confirmed = 0

	constructor(private readonly behaviour: Behaviour, private readonly opening: Opening) {}

	/** Starts it, with nothing but its settings. */
	async start(): Promise<void> {
		this.replica = await tsdav.open(this.opening)
		await this.poll()
	}

	async poll(): Promise<void> {
		await this.running.pull()
	}

	/** Keeps its database; the answer puts it back. */
	backup(): () => void {
		return this.running.backup?.() ?? (() => { throw new Error('no backup') })
	}

	async copy(uid: string): Promise<string | null> {
		return this.running.read(uid)
	}

	async move(uid: string, start: number, end: number): Promise<Outcome> {
		return this.write(uid, () => ({ DTSTART: stamp(start), DTEND: stamp(end) }))
	}

	async approve(uid: string): Promise<Outcome> {
		return this.write(uid, () => ({ STATUS: 'CONFIRMED' }))
	}

	async cancel(uid: string): Promise<Outcome> {
		return this.write(uid, (copy) => this.behaviour.cancel(valueOf(copy, 'SUMMARY') ?? ''))
	}

	/** Writes another phone number where it shows one. */
	async phone(uid: string, number: string): Promise<Outcome> {
		return this.write(uid, (copy) => ({ DESCRIPTION: (valueOf(copy, 'DESCRIPTION') ?? '').replace(/^Telefon: .*$/mu, `Telefon: ${number}`) }))
	}

	/** Enters what stands at a time; an overlap in its own copy is confirmed by hand where it warns. */
	async enter(ics: string, known: readonly string[]): Promise<Outcome> {
		const [start = 0, end = 0] = [instantOf(ics, 'DTSTART'), instantOf(ics, 'DTEND')]
		const copies = await Promise.all(known.map((uid) => this.running.read(uid)))
		const overlaps = copies.some((copy) => copy !== null && (instantOf(copy, 'DTSTART') ?? 0) < end && start < (instantOf(copy, 'DTEND') ?? 0))
		if (overlaps && this.behaviour.warns) this.confirmed++
		return this.running.create(ics)
	}

	private async write(uid: string, changes: (copy: string) => Changes): Promise<Outcome> {
		const first = await this.attempt(uid, changes)
		if (first.done) return first
		await this.poll()
		return await this.running.read(uid) === null ? first : this.attempt(uid, changes)
	}

	private async attempt(uid: string, changes: (copy: string) => Changes): Promise<Outcome> {
		const copy = await this.running.read(uid)
		if (copy === null) return { done: false, shown: 'it is gone' }
		const wanted = changes(copy)
		const description = wanted['DESCRIPTION'] ?? valueOf(copy, 'DESCRIPTION')
		const dropped = Object.fromEntries(this.behaviour.drops.filter((name) => unfold(copy).some((line) => line.startsWith(name))).map((name) => [name, null]))
		const outcome = await this.running.edit(uid, { ...dropped, ...(description === undefined || description === null ? {} : { DESCRIPTION: this.behaviour.text(description) }), ...wanted })
		await this.poll()
		return outcome
	}

	private get running(): Replica {
		if (this.replica === null) throw new Error('it is not running')
		return this.replica
	}
}
