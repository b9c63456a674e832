// SPDX-License-Identifier: GPL-3.0-or-later
import { alternatives, bookableRange, busyIntervals, dayOf, formatInstant, isConflict, issue, judgeWrite, masterOf, overlaps, parseCalendar, properties, readAppointment, readAppointments, rememberChange,
	textOf, typeOf, widen, type Accepted, type AppointmentType, type CalendarConfig, type CalendarEntry, type Component, type Interval, type Practice, type RecentChange } from '@sprechstunde/core'
import { Holds } from './holds.ts'
import { Refusal } from './http.ts'
import type { Account } from './resources.ts'
import type { Collection, StoredObject } from './store.ts'

/** A stored appointment or block, read. */
export interface Entry extends CalendarEntry {
	readonly object: StoredObject
	readonly config: CalendarConfig
}

export interface WriteOptions {
	/** token of a hold that does not stand in a booking's way, and ends with it */
	readonly hold?: string
	/** the client can't have seen the last change: it may undo it, however late */
	readonly isUnseen?: boolean
}

/** The practice's rules at work on stored objects: the core decides, this asks it in the same tick as the write. */
export class Policy {
	readonly holds: Holds
	readonly #parsed = new WeakMap<StoredObject, Component>()

	constructor(readonly practice: Practice, readonly now: () => number) {
		this.holds = new Holds(now)
	}

	get zone(): string {
		return this.practice.practice.timeZone
	}

	parsed(object: StoredObject): Component {
		const known = this.#parsed.get(object)
		if (known !== undefined) return known
		const result = parseCalendar(object.data)
		if (!result.ok) throw new Error(`a stored object can not be read: ${object.uri}`)
		this.#parsed.set(object, result.value)
		return result.value
	}

	/** The (main) event of a calendar object, or null where there is none with readable times. */
	read(calendar: Component | null): CalendarEntry | null {
		const event = calendar === null ? undefined : masterOf(calendar)
		return event === undefined ? null : readAppointment(event, this.zone)
	}

	busy(object: StoredObject, range: Interval): Interval[] {
		return busyIntervals(this.parsed(object), range, this.practice)
	}

	/** @param except object that is left out */
	busyOf(collection: Collection, range: Interval, except?: StoredObject): Interval[] {
		return [...collection.objects.values()].filter((object) => object !== except).flatMap((object) => this.busy(object, range))
	}

	/** Appointments and blocks of a practice calendar. */
	entries(collection: Collection): Entry[] {
		const { config } = collection
		return config === null ? [] : [...collection.objects.values()].flatMap((object) => readAppointments(this.parsed(object), this.zone).map((entry) => ({ ...entry, object, config })))
	}

	/**
	 * Judges a write to a practice calendar and looks whether what it claims is free.
	 *
	 * @param next null: it deletes
	 * @param previous what is stored
	 * @param options what the request says beside its body
	 * @throws {Refusal} with the guard's issues, or SLOT_TAKEN and the nearest free slots
	 */
	judge(account: Account, collection: Collection, uri: string, next: Component | null, previous: StoredObject | undefined, { hold = '', isUnseen = false }: WriteOptions = {}): Accepted {
		const { practice } = this
		const now = this.now()
		const change = previous?.statusChange
		const verdict = judgeWrite({
			role: account.role, practice, now, next, objectUri: uri, calendar: collection.config?.id ?? '',
			operation: next === null ? 'delete' : previous === undefined ? 'create' : 'update',
			previous: previous === undefined ? null : this.parsed(previous),
			previousStatusChange: change ? { from: change.from, to: change.to, secondsAgo: isUnseen ? 0 : (now - change.at) / 1000 } : null,
		})
		if (!verdict.ok) throw new Refusal(verdict.issues)
		const wanted = verdict.exclusive ? this.read(verdict.calendar) : null
		const type = typeOf(practice, wanted?.fields.appointmentType)
		if (wanted !== null && type !== undefined) {
			this.checkSlot(collection, type, wanted, hold, previous)
			this.holds.release(hold)
		}
		return verdict
	}

	/** What website and patients have just changed of an object. */
	recent(object: StoredObject): RecentChange[] {
		return object.recent.map(({ etag, role, at }) => ({ etag, role, secondsAgo: (this.now() - at) / 1000 }))
	}

	/** The same after another write. */
	recentAfter(account: Account, previous: StoredObject | undefined): StoredObject['recent'] {
		return rememberChange(previous === undefined ? [] : this.recent(previous), account.role, previous?.etag ?? null)
			.map(({ etag, role, secondsAgo }) => ({ etag, role, at: this.now() - secondsAgo * 1000 }))
	}

	/** Whether a write takes back what website or patient have just changed. */
	isConflict(account: Account, previous: StoredObject | undefined, after: Component | null): boolean {
		const takesPlace = (calendar: Component | null): CalendarEntry | null => {
			const entry = this.read(calendar)
			return entry?.kind === 'appointment' && entry.status !== 'CANCELLED' ? entry : null
		}
		return previous !== undefined && isConflict(account.role, this.recent(previous), takesPlace(this.parsed(previous)), takesPlace(after))
	}

	/** Busy time, and slots held under other tokens: what a booking has to keep clear of. */
	takenOf(collection: Collection, range: Interval, ownHold = '', own?: StoredObject): Interval[] {
		return [...this.busyOf(collection, range, own), ...this.holds.of(collection, ownHold).map((held) => held.claim).filter((claim) => overlaps(claim, range))]
	}

	/**
	 * @param own what is to be moved: it does not stand in its own way
	 * @throws {Refusal} SLOT_TAKEN with the nearest free slots, DAILY_MAXIMUM_REACHED
	 */
	checkSlot(collection: Collection, type: AppointmentType, wanted: Interval, ownHold: string, own?: StoredObject): void {
		const { practice } = this
		const now = this.now()
		const claim = widen(wanted, type.bufferBeforeMinutes, type.bufferAfterMinutes)
		if (this.takenOf(collection, claim, ownHold, own).some((other) => overlaps(claim, other))) {
			const { config } = collection
			const free = config === null ? [] : alternatives(practice, config, type, this.takenOf(collection, bookableRange(practice, now), ownHold, own), wanted.start, now)
			throw new Refusal([issue('SLOT_TAKEN', 'start')], { alternatives: free.map(({ start, end }) => ({ calendar: config?.id ?? '', start: formatInstant(start), end: formatInstant(end) })) })
		}
		const day = dayOf(wanted.start, this.zone)
		const online = this.entries(collection).filter((entry) => entry.object !== own && entry.fields.source === 'ONLINE_BOOKING' && entry.status !== 'CANCELLED')
		const starts = [...online, ...this.holds.of(collection, ownHold).map((held) => held.time)].filter(({ start }) => dayOf(start, this.zone) === day)
		if (starts.length >= (practice.booking.dailyMaximum ?? Infinity)) throw new Refusal([issue('DAILY_MAXIMUM_REACHED', 'start')])
	}

	/** Requests awaiting approval, by their start. */
	requests(collections: Iterable<Collection>): Entry[] {
		return [...collections].flatMap((collection) => this.entries(collection)).filter((entry) => entry.kind === 'appointment' && entry.status === 'TENTATIVE').sort((a, b) => a.start - b.start)
	}

	/** UID of an object (RFC 4791 §4.1: one for all its components), or null. */
	uidOf(calendar: Component): string | null {
		const parts = calendar.getAllSubcomponents().filter((entry) => entry.name !== 'vtimezone')
		if (parts.some((entry) => properties(entry, 'UID').length !== 1)) return null
		const uids = new Set(parts.map((entry) => textOf(entry, 'UID')))
		const [uid] = uids
		return uids.size === 1 && uid ? uid : null
	}
}
