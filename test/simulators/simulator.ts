// SPDX-License-Identifier: GPL-3.0-or-later
import { stamp } from '../clients/practice.ts'
import type { Changes, Opening, Outcome, Replica } from '../clients/program.ts'
import { tsdav } from '../clients/tsdav.ts'
import { valueOf } from '../conformance/event.ts'
import { asWritten, type Behaviour } from './behaviour.ts'
import { standing, type Standing } from './standing.ts'

/** How it ended what its user does: `overtaken` where the appointment turned out to be no longer what they took it for, else what it shows them. */
export type Ending = { readonly as: 'done' | 'overtaken' } | { readonly as: 'refused'; readonly shown: string }

/** What its user does to an appointment. */
export interface Deed {
	/** null: it is about none that is there already */
	readonly uid: string | null
	/** the status in which they do it */
	readonly status: string
	readonly write: (copy: string) => Promise<Outcome>
	readonly ended: (ending: Ending) => void
}

/** A practice program with a copy of one calendar. It polls, and writes as its behaviour says; what is refused it fetches anew, and its user tries once more. */
export class Simulator {
	private replica: Replica | null = null
	private readonly standings = new Map<string, { readonly copy: string; readonly standing: Standing }>()
	private nextPoll = 0
	private hasNetwork = true
	private queued: Deed[] = []
	polls = 0

	/** @param interval minutes between two polls; null: it asks all the time */
	constructor(private readonly behaviour: Behaviour, private readonly opening: Opening, private readonly interval: number | null) {}

	/** Starts it, with nothing but its settings. */
	async start(): Promise<void> {
		this.replica = await tsdav.open(this.opening)
		await this.poll()
	}

	/** @param minute of the day: it polls where its interval has passed */
	async tick(minute: number): Promise<void> {
		if (!this.hasNetwork || minute < this.nextPoll) return
		this.nextPoll = minute + (this.interval ?? 0)
		await this.poll()
	}

	async poll(): Promise<void> {
		this.polls++
		await this.running.pull()
	}

	/** Names of the calendars that it found. */
	async found(): Promise<readonly string[]> {
		return (await this.running.calendars()).map(({ name }) => name)
	}

	/** Keeps its database; the answer puts it back, whatever was started since. */
	backup(): () => void {
		const replica = this.running
		const restore = replica.backup?.() ?? (() => { throw new Error('no backup') })
		return () => {
			this.replica = replica
			restore()
		}
	}

	get isOnline(): boolean {
		return this.hasNetwork
	}

	loseNetwork(): void {
		this.hasNetwork = false
	}

	/** First all goes out that its users did meanwhile, with the versions that it knew; then it looks at what was refused. */
	async regainNetwork(): Promise<void> {
		this.hasNetwork = true
		const refused: Deed[] = []
		for (const deed of this.queued.splice(0)) {
			const outcome = await this.attempt(deed)
			if (outcome === null) deed.ended({ as: 'overtaken' })
			else if (outcome.done) deed.ended({ as: 'done' })
			else refused.push(deed)
		}
		await this.poll()
		for (const deed of refused) {
			await this.once(deed)
			// the next may be about the same
			await this.poll()
		}
	}

	async copy(uid: string): Promise<string | null> {
		return this.running.read(uid)
	}

	/** An appointment as it knows it; null where it has none. */
	async standing(uid: string): Promise<Standing | null> {
		const copy = await this.copy(uid)
		if (copy === null) return null
		const known = this.standings.get(uid)
		if (known?.copy === copy) return known.standing
		const read = standing(copy)
		this.standings.set(uid, { copy, standing: read })
		return read
	}

	/** At once, or when its network is back. What became of it in the calendar it hears at its next poll. */
	async do(deed: Deed): Promise<void> {
		if (!this.hasNetwork) {
			this.queued.push(deed)
			return
		}
		const outcome = await this.attempt(deed)
		if (outcome?.done === false) {
			await this.poll()
			await this.once(deed)
		} else deed.ended({ as: outcome === null ? 'overtaken' : 'done' })
	}

	async move(uid: string, copy: string, start: number, end: number): Promise<Outcome> {
		return this.put(uid, copy, { DTSTART: stamp(start), DTEND: stamp(end) })
	}

	async cancel(uid: string, copy: string): Promise<Outcome> {
		return this.put(uid, copy, this.behaviour.cancel(valueOf(copy, 'SUMMARY') ?? ''))
	}

	async remove(uid: string): Promise<Outcome> {
		return this.running.remove(uid)
	}

	/** Stores an entry of its own. */
	async create(ics: string): Promise<Outcome> {
		return this.running.create(ics)
	}

	/** Writes its copy with changes, and with all that it does to any object. */
	async put(uid: string, copy: string, changes: Changes): Promise<Outcome> {
		if (this.running.replace === undefined) throw new Error('it can\'t write')
		return this.running.replace(uid, asWritten(this.behaviour, copy, changes))
	}

	/** Once more with what it fetched; what is refused now it shows. */
	private async once(deed: Deed): Promise<void> {
		const outcome = await this.attempt(deed)
		deed.ended(outcome === null ? { as: 'overtaken' } : outcome.done ? { as: 'done' } : { as: 'refused', shown: outcome.shown })
	}

	/** Null where its copy says that there is nothing more to do. */
	private async attempt({ uid, status, write }: Deed): Promise<Outcome | null> {
		if (uid === null) return write('')
		const copy = await this.copy(uid)
		return copy === null || (await this.standing(uid))?.status !== status ? null : write(copy)
	}

	private get running(): Replica {
		if (this.replica === null) throw new Error('it is not running')
		return this.replica
	}
}
