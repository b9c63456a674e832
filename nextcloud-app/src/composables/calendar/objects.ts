// SPDX-License-Identifier: AGPL-3.0-or-later
import { contains, type Component, type Interval } from '@sprechstunde/core'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { sameEtag } from '../../services/caldav.ts'
import { etagsWithin, objectsAt, objectsWithin, type Listed, type ListedObject } from '../../services/calendarReport.ts'
import type { ReadObject, ShownEntry } from '../../services/calendarEntries.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import type { CatalogCalendar } from '../../types.ts'
import { inSlices } from './slices.ts'

/** An entry of a practice's calendar. */
export interface CalendarItem {
	/** differs from every other's, also within a series */
	readonly id: string
	/** id of the practice's calendar */
	readonly calendar: string
	readonly href: string
	readonly etag: string
	readonly entry: ShownEntry
	/** the calendar object, if it repeats */
	readonly series?: Component
}

type Reader = typeof import('../../services/calendarEntries.ts')

/** What is known of one calendar. */
interface Known {
	/** by href */
	readonly objects: Map<string, { readonly etag: string, readonly read: ReadObject }>
	/** ranges that were asked for, and the practice's revision they show */
	spans: readonly { readonly range: Interval, readonly revision: string | null }[]
}

export interface CalendarObjects {
	/** of the shown calendars, in the shown range */
	readonly items: ShallowRef<readonly CalendarItem[]>
	/** true while a range is asked for that nothing is known of */
	readonly loading: Ref<boolean>
	/** why the last question had no answer; what is known stays */
	readonly problem: ShallowRef<Problem | null>
	/** shows what is known at once, and asks for the rest: one request per calendar and range, or two where something in it has changed */
	show(calendars: readonly CatalogCalendar[], range: Interval, revision: string | null): Promise<void>
	/** asks again what has changed in these calendars, whatever the revision says */
	reload(ids: readonly string[]): Promise<void>
}

export function createCalendarObjects(): CalendarObjects {
	const items = shallowRef<readonly CalendarItem[]>([])
	const loading = ref(false)
	const problem = shallowRef<Problem | null>(null)
	const known = new Map<string, Known>()
	const underWay = new Map<string, Promise<void>>()
	let shown: { calendars: readonly CatalogCalendar[], range: Interval, revision: string | null } = { calendars: [], range: { start: 0, end: 0 }, revision: null }
	let reader: Reader | null = null
	/** what reads the answers is fetched along with them, not after */
	const reading = (): Promise<Reader> => import('../../services/calendarEntries.ts')

	const of = (id: string): Known => {
		const found = known.get(id) ?? { objects: new Map(), spans: [] }
		known.set(id, found)
		return found
	}
	const covering = ({ spans }: Known, range: Interval): Known['spans'][number] | undefined => spans.find((span) => contains(span.range, range))

	/** An item that is as it was stays the same object, so that it need not be drawn again. */
	function place(): void {
		const entries = reader?.entriesOf
		if (entries === undefined) return
		const before = new Map(items.value.map((item) => [item.id, item]))
		const now = shown.calendars.flatMap(({ id: calendar }) => [...of(calendar).objects].flatMap(([href, { etag, read }]) => entries(read, shown.range, practiceZone()).map((entry) => {
			const id = `${href} ${entry.recurrenceId ?? ''}`
			const last = before.get(id)
			return last !== undefined && last.etag === etag && last.entry.start === entry.start ? last : { id, calendar, href, etag, entry, ...('series' in read ? { series: read.series } : {}) }
		})))
		if (now.length !== items.value.length || now.some((item, index) => item !== items.value[index])) items.value = now
	}

	async function take(id: string, objects: readonly ListedObject[]): Promise<void> {
		const { readObject } = reader = await reading()
		await inSlices(objects, ({ href, etag, text }) => of(id).objects.set(href, { etag, read: readObject(text, practiceZone()) }))
	}

	/** Forgets what stood in the range and does no more. */
	function keepOnly(id: string, range: Interval, hrefs: ReadonlySet<string>): void {
		const { objects } = of(id)
		for (const [href, { read }] of objects) {
			if (!hrefs.has(href) && (reader?.entriesOf(read, range, practiceZone()).length ?? 0) > 0) objects.delete(href)
		}
	}

	async function takeAll(id: string, href: string, range: Interval): Promise<readonly Listed[]> {
		const [all] = await Promise.all([objectsWithin(href, range), reading()])
		await take(id, all)
		return all
	}
	async function takeChanged(id: string, href: string, range: Interval): Promise<readonly Listed[]> {
		const listed = await etagsWithin(href, range)
		const changed = listed.filter((one) => !sameEtag(of(id).objects.get(one.href)?.etag ?? '', one.etag))
		if (changed.length > 0) await take(id, await objectsAt(href, changed.map((one) => one.href)))
		return listed
	}

	async function ask({ id, href }: CatalogCalendar, range: Interval, revision: string | null): Promise<void> {
		const calendar = of(id)
		const span = covering(calendar, range)
		if (span !== undefined && revision !== null && revision !== '' && span.revision === revision) return
		const listed = span === undefined ? await takeAll(id, href, range) : await takeChanged(id, href, range)
		keepOnly(id, range, new Set(listed.map((one) => one.href)))
		calendar.spans = [...calendar.spans.filter((other) => !contains(range, other.range)), { range, revision }]
		if (shown.range.start < range.end && range.start < shown.range.end) place()
	}

	/** A question that is under way is not asked twice. */
	function once(calendar: CatalogCalendar, range: Interval, revision: string | null): Promise<void> {
		const key = JSON.stringify([calendar.id, range, revision])
		const running = underWay.get(key) ?? ask(calendar, range, revision).finally(() => underWay.delete(key))
		underWay.set(key, running)
		return running
	}

	async function bring(calendars: readonly CatalogCalendar[], range: Interval, revision: string | null): Promise<void> {
		loading.value = calendars.some(({ id }) => covering(of(id), range) === undefined)
		try {
			await Promise.all(calendars.map((calendar) => once(calendar, range, revision)))
			problem.value = null
		} catch (error) {
			problem.value = problemOf(error)
		}
		if (range === shown.range) loading.value = false
	}

	return {
		items,
		loading,
		problem,
		async show(calendars, range, revision) {
			shown = { calendars, range, revision }
			place()
			await bring(calendars, range, revision)
		},
		async reload(ids) {
			for (const id of ids) of(id).spans = of(id).spans.map((span) => ({ ...span, revision: null }))
			await bring(shown.calendars.filter(({ id }) => ids.includes(id)), shown.range, null)
		},
	}
}
