// SPDX-License-Identifier: AGPL-3.0-or-later
import { decideTransition, statuses, type AppointmentChange, type Status } from '@sprechstunde/core'
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { dateFormatter } from '../../format/dates.ts'
import { language, locale, t } from '../../l10n.ts'
import type { ReadAppointment } from '../../services/appointmentObject.ts'
import { load, sameEtag, type CalendarObject } from '../../services/caldav.ts'
import { changeObject, type Outcome, type Seen } from '../../services/changeAppointment.ts'
import { moveObject, pathIn } from '../../services/moveAppointment.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { practiceZone, session } from '../../services/session.ts'
import type { Catalog } from '../../types.ts'
import { checkDraft, isInForm, issueTexts } from './checkDraft.ts'
import { changedKeys, changeOf, draftOf, emptyDraft, type Draft } from './draft.ts'
import { mergeDrafts, resolve, type Difference } from './mergeDrafts.ts'

export interface Loaded extends ReadAppointment {
	readonly object: CalendarObject
}

export interface Editor {
	/** of the calendar object; another one once it was stored in another calendar */
	readonly href: Ref<string>
	/** what is stored, as far as this page knows; null until it is there */
	readonly loaded: ShallowRef<Loaded | null>
	/** why it could not be loaded */
	readonly missing: ShallowRef<Problem | null>
	/** what stands in the form, and what did before anything was typed */
	readonly draft: ShallowRef<Draft>
	readonly stored: ShallowRef<Draft>
	readonly isChanged: ComputedRef<boolean>
	/** sentences by name in the draft */
	readonly issues: ShallowRef<ReadonlyMap<string, string>>
	/** what went wrong and belongs to no field */
	readonly failure: Ref<string | null>
	/** what others have stored since; empty where nothing. Nothing is saved until each conflict is chosen */
	readonly differences: ShallowRef<readonly Difference[]>
	readonly saving: Ref<boolean>
	/** the present status and those it may change to */
	readonly statuses: ComputedRef<readonly Status[]>
	/** not of a series, nor of what goes beyond midnight */
	readonly timeEditable: ComputedRef<boolean>
	load(): Promise<void>
	/** looks whether something else is stored by now; whether it is */
	look(): Promise<boolean>
	set(values: Draft): void
	choose(difference: Difference, choice: 'mine' | 'theirs'): void
	discard(): void
	/** whether it is stored; else `issues`, `failure` or `differences` say why not */
	save(): Promise<boolean>
}

/** @param at of the calendar object, as this account reaches it */
export function createEditor(at: string, catalog: Readonly<Ref<Catalog | null>>): Editor {
	const zone = practiceZone()
	const href = ref(at)
	const loaded = shallowRef<Loaded | null>(null)
	const missing = shallowRef<Problem | null>(null)
	const base = shallowRef<Draft>(emptyDraft())
	const draft = shallowRef<Draft>(emptyDraft())
	const issues = shallowRef<ReadonlyMap<string, string>>(new Map())
	const failure = ref<string | null>(null)
	const differences = shallowRef<readonly Difference[]>([])
	const saving = ref(false)
	/** keys of the differences that the person has decided */
	let decided = new Set<string>()

	const isChanged = computed(() => changedKeys(base.value, draft.value).length > 0)
	const timeEditable = computed(() => {
		const entry = loaded.value?.entry
		return entry !== undefined && !loaded.value?.isSeries && !entry.allDay && entry.end - entry.start < 86_400_000 && base.value.end !== '' && base.value.start !== undefined && base.value.start < (base.value.end ?? '')
	})
	const type = computed(() => catalog.value?.appointmentTypes.find((one) => one.code === base.value.appointmentType))
	const allowed = computed(() => {
		const from = loaded.value?.entry.status
		return from === undefined ? [] : statuses.filter((to) => decideTransition({ from, to, role: session().role, approval: type.value?.approval ?? 'manual' }).ok)
	})

	const calendarOf = (path: string): string => catalog.value?.calendars.find((one) => path.startsWith(one.href))?.id ?? ''
	const draftAt = (found: Loaded): Draft => ({ ...draftOf(found.entry, zone), calendar: calendarOf(href.value) })

	async function read(): Promise<Loaded | null> {
		try {
			const [object, { readForEditing }] = await Promise.all([load(href.value), import('../../services/appointmentObject.ts')])
			const found = readForEditing(object.text, zone)
			missing.value = found === null ? { kind: 'refused', text: t('The calendar entry could not be read or changed.'), codes: [] } : null
			return found === null ? null : { ...found, object }
		} catch (error) {
			missing.value = problemOf(error)
			return null
		}
	}
	function begin(found: Loaded): void {
		loaded.value = found
		base.value = draft.value = draftAt(found)
		differences.value = []
		issues.value = new Map()
		failure.value = null
	}
	/** What is stored meets what stands in the form. */
	function meet(found: Loaded): void {
		const theirs = draftAt(found)
		const merge = mergeDrafts(base.value, draft.value, theirs)
		loaded.value = found
		base.value = theirs
		draft.value = merge.merged
		decided = new Set()
		differences.value = merge.differences
	}

	async function look(): Promise<boolean> {
		const known = loaded.value?.object.etag
		if (saving.value || known === undefined) return false
		const found = await read()
		// what was typed or saved while we asked, counts
		if (found === null || saving.value || loaded.value?.object.etag !== known || sameEtag(found.object.etag, known)) return false
		if (isChanged.value) meet(found)
		else begin(found)
		return true
	}

	function check(): boolean {
		const today = dateFormatter(locale(), zone).localDate(new Date())
		const required = ['patientName', 'appointmentType'].filter((name) => base.value[name] !== '')
		const found = checkDraft(draft.value, { role: session().role, today, zone, required, birthDateFormat: t('e.g. 12.8.64 or 120864') })
			.filter((one) => timeEditable.value || !['day', 'start', 'end'].includes(one.path ?? ''))
			// what has always been so is not this person's to mend
			.filter((one) => draft.value[one.path ?? ''] !== base.value[one.path ?? ''] || one.code === 'FIELD_REQUIRED')
		issues.value = issueTexts(found, language(), t('Day'))
		return found.length === 0
	}

	/** At the fields; what belongs to none is told above them. */
	function refuse(problem: Problem): void {
		const found = problem.fields ?? []
		issues.value = new Map(found.filter(({ path }) => isInForm(path)).map(({ path, text }) => [path, text]))
		failure.value = found.length > 0 && found.every(({ path }) => isInForm(path)) ? null : problem.text
	}

	/** In another calendar, where one was chosen. */
	async function store(change: AppointmentChange, seen: Seen): Promise<Outcome> {
		const home = draft.value.calendar === base.value.calendar ? undefined : catalog.value?.calendars.find(({ id }) => id === draft.value.calendar)?.href
		if (home === undefined) return changeObject(href.value, change, seen)
		const target = pathIn(home, href.value)
		const outcome = await moveObject(href.value, target, change, seen)
		if (outcome.kind === 'done') href.value = target
		return outcome
	}
	async function save(again = true): Promise<boolean> {
		failure.value = null
		const seen = loaded.value
		// a difference that came in with the click must not be overwritten by it
		const isOpen = differences.value.some(({ key, conflict }) => conflict && !decided.has(key))
		if (saving.value || seen === null || !check() || isOpen) return false
		saving.value = true
		const outcome = await store(changeOf(base.value, draft.value, zone), { etag: seen.object.etag })
		const found = outcome.kind === 'failed' ? null : await read()
		saving.value = false
		if (outcome.kind === 'failed') refuse(outcome.problem)
		else if (outcome.kind === 'done' && found !== null) begin(found)
		else if (outcome.kind === 'done') base.value = draft.value
		else if (found !== null) {
			meet(found)
			// an answer that was lost, or a change that is in no field: nothing to ask the person
			if (differences.value.length === 0) return isChanged.value ? again && save(false) : true
		} else failure.value = missing.value?.text ?? null
		return outcome.kind === 'done'
	}

	return {
		href, loaded, missing, draft, stored: base, isChanged, issues, failure, differences, saving, timeEditable,
		statuses: allowed,
		load: async () => {
			const found = await read()
			if (found !== null) begin(found)
		},
		look,
		set: (values) => {
			draft.value = { ...draft.value, ...values }
			const left = [...issues.value].filter(([name]) => !(name in values))
			if (left.length < issues.value.size) issues.value = new Map(left)
		},
		choose: (difference, choice) => {
			decided.add(difference.key)
			draft.value = resolve(draft.value, difference, choice)
		},
		discard: () => { if (loaded.value !== null) begin(loaded.value) },
		save: () => save(),
	}
}
