// SPDX-License-Identifier: AGPL-3.0-or-later
import { addDays, dayOf, instantOfDay } from '@sprechstunde/core'
import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { n, t } from '../../l10n.ts'
import { store } from '../../services/caldav.ts'
import { fetchFreeWindows } from '../../services/freeWindows.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import type { Catalog } from '../../types.ts'
import { createCalendarObjects } from '../calendar/objects.ts'
import { proposeSlots, type Absence, type Affected, type Plan } from './plan.ts'
import { carryOut, doneText, reopen, revert } from './steps.ts'
import { useStepsUndo, type DoneStep, type StepsUndo } from './undo.ts'

/** How many days ahead slots are proposed. */
const daysAhead = 28

export interface Result {
	readonly done: boolean
	/** why not */
	readonly text: string
}

export interface AbsenceWork {
	/** null until they are known */
	readonly affected: ShallowRef<readonly Affected[] | null>
	/** by href */
	readonly plans: Map<string, Plan>
	readonly results: ReadonlyMap<string, Result>
	/** proposals are asked for */
	readonly proposing: Ref<boolean>
	readonly running: Ref<boolean>
	/** all is through */
	readonly finished: Ref<boolean>
	readonly problem: ShallowRef<Problem | null>
	/** of what was carried out last */
	readonly undo: StepsUndo
	/** hrefs that something is planned for */
	readonly planned: ComputedRef<readonly string[]>
	load(absence: Absence): Promise<void>
	cancelAll(): void
	proposeAll(others: boolean): Promise<void>
	/**
	 * Carries the plans out, one conditional PUT after the other.
	 *
	 * @param reason what patients read; may be empty
	 * @param block title of an entry that keeps the time from being booked; null: none
	 */
	run(reason: string, block: string | null): Promise<void>
	/** takes back what was carried out last, as far as nobody has changed it since; the appointments are read anew */
	takeBack(): Promise<void>
}

/** A calendar that is out of action for a while, and what becomes of its appointments. */
export function useAbsence(catalog: Catalog): AbsenceWork {
	const objects = createCalendarObjects()
	const affected = shallowRef<readonly Affected[] | null>(null)
	const plans = reactive(new Map<string, Plan>())
	const results = reactive(new Map<string, Result>())
	const proposing = ref(false)
	const running = ref(false)
	const finished = ref(false)
	const problem = shallowRef<Problem | null>(null)
	const undo = useStepsUndo()
	let current: Absence | null = null

	async function load(absence: Absence): Promise<void> {
		const calendar = catalog.calendars.find(({ id }) => id === absence.calendar)
		if (calendar === undefined) return
		current = absence
		affected.value = null
		plans.clear()
		results.clear()
		finished.value = false
		await objects.show([calendar], absence, null)
		if (current !== absence) return
		problem.value = objects.problem.value
		if (problem.value !== null) return
		affected.value = objects.items.value.flatMap(({ href, etag, entry }): Affected[] => entry.kind === 'appointment' && entry.status !== 'CANCELLED' && entry.start >= absence.start && entry.start < absence.end
			? [{ href, etag, calendar: absence.calendar, status: entry.status, start: entry.start, end: entry.end, fields: entry.fields as Readonly<Record<string, string>>, summary: entry.summary, series: entry.recurrenceId !== null }] : [])
			.sort((one, other) => one.start - other.start)
	}
	const open = (): readonly Affected[] => (affected.value ?? []).filter(({ href, series }) => !series && results.get(href)?.done !== true)

	async function proposeAll(others: boolean): Promise<void> {
		if (current === null) return
		proposing.value = true
		try {
			const today = dayOf(Math.max(Date.now(), current.start), practiceZone())
			const windows = await fetchFreeWindows(instantOfDay(today, 0, practiceZone()), instantOfDay(addDays(today, daysAhead), 0, practiceZone()))
			const proposed = proposeSlots(open(), windows, current, catalog, others)
			for (const { href } of open()) {
				const slot = proposed.get(href)
				plans.set(href, slot === undefined ? { kind: 'keep' } : { kind: 'move', slot })
			}
			problem.value = null
		} catch (error) {
			problem.value = problemOf(error)
		} finally {
			proposing.value = false
		}
	}

	async function close(title: string, { calendar, start, end }: Absence): Promise<DoneStep[]> {
		const home = catalog.calendars.find(({ id }) => id === calendar)?.href
		if (home === undefined) return []
		const uid = crypto.randomUUID()
		const { blockText } = await import('../../services/calendarObject.ts')
		const href = `${home}${uid}.ics`
		await store(href, blockText({ uid, summary: title, start, end, allDay: false }, practiceZone()), null)
		return [{ undo: () => reopen(href) }]
	}

	async function run(reason: string, block: string | null): Promise<void> {
		if (current === null || running.value) return
		running.value = true
		problem.value = null
		const steps: DoneStep[] = []
		const carriedOut: Plan[] = []
		undo.begin()
		try {
			// first: what is freed must not be booked at once
			if (block !== null && !finished.value) steps.push(...await close(block, current))
			for (const one of open()) {
				const plan = plans.get(one.href)
				if (plan === undefined || plan.kind === 'keep') continue
				const outcome = await carryOut(one, plan, reason.trim(), catalog)
				if (outcome.kind === 'done') {
					steps.push({ undo: () => revert(one, plan, catalog) })
					carriedOut.push(plan)
				}
				results.set(one.href, { done: outcome.kind === 'done', text: outcome.kind === 'done' ? '' : outcome.kind === 'failed' ? outcome.problem.text : t('It has been changed in the meantime. Please look at it in the calendar.') })
			}
			finished.value = true
		} catch (error) {
			problem.value = problemOf(error)
		} finally {
			running.value = false
			undo.propose(doneText(carriedOut), steps)
		}
	}

	async function takeBack(): Promise<void> {
		if (current === null || running.value) return
		running.value = true
		const failed = await undo.undo()
		running.value = false
		const { value: notice } = undo.notice
		if (failed > 0 && notice !== null) undo.notice.value = n('%n change could not be undone: {problem}', '%n changes could not be undone: {problem}', failed, { problem: notice })
		await load({ ...current })
	}

	return {
		affected,
		plans,
		results,
		proposing,
		running,
		finished,
		problem,
		undo,
		takeBack,
		planned: computed(() => (affected.value ?? []).map(({ href }) => href).filter((href) => (plans.get(href)?.kind ?? 'keep') !== 'keep')),
		load,
		cancelAll: () => open().forEach(({ href }) => plans.set(href, { kind: 'cancel' })),
		proposeAll,
		run,
	}
}
