// SPDX-License-Identifier: AGPL-3.0-or-later
import { practiceIssues, type Issue, type Practice } from '@sprechstunde/core'
import { computed, inject, ref, shallowRef, type ComputedRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { fetchConfiguration, saveConfiguration, type Stored } from '../../services/configuration.ts'
import { problemOf, type Problem } from '../../services/problem.ts'
import { pointerOf, valueAt, withValue, type Path } from './path.ts'

/** The configuration as somebody is changing it; each version is a value of its own, so that every step can be taken back. */
export interface Draft {
	/** may break the rules while somebody is typing; null until it is loaded */
	readonly document: ShallowRef<Practice | null>
	/** what is stored, as far as this page knows */
	readonly stored: ShallowRef<Stored | null>
	readonly isDirty: ComputedRef<boolean>
	readonly canUndo: ComputedRef<boolean>
	readonly isSaving: Ref<boolean>
	/** true: a field that nobody has come to yet is not told to be empty */
	readonly isQuiet: Ref<boolean>
	/** what is wrong with the document; of the server's word only what the page can't know, until the next change */
	readonly issues: ComputedRef<readonly Issue[]>
	/** why loading or saving failed */
	readonly problem: ShallowRef<Problem | null>
	/** what someone else has saved meanwhile, where that stands in the way */
	readonly theirs: ShallowRef<Stored | null>
	load(): Promise<void>
	/** undefined takes the place away */
	set(path: Path, value: unknown): void
	at(path: Path): unknown
	/** in one step */
	replace(document: Practice): void
	undo(): void
	discard(): void
	/** whether it is stored now */
	save(): Promise<boolean>
	/** goes on from what the other one saved: with theirs, or with one's own in its place once saved */
	resolve(whose: 'mine' | 'theirs'): void
}

export interface DraftServices {
	readonly fetch: typeof fetchConfiguration
	readonly save: typeof saveConfiguration
}

const longestHistory = 200

export function createDraft(services: DraftServices = { fetch: fetchConfiguration, save: saveConfiguration }): Draft {
	const document = shallowRef<Practice | null>(null)
	const stored = shallowRef<Stored | null>(null)
	const theirs = shallowRef<Stored | null>(null)
	const problem = shallowRef<Problem | null>(null)
	const said = shallowRef<readonly Issue[]>([])
	const history = shallowRef<readonly Practice[]>([])
	const isSaving = ref(false)
	const isQuiet = ref(false)
	/** what is being typed into: its letters are one step */
	let typing = ''

	const isDirty = computed(() => document.value !== null && stored.value !== null && JSON.stringify(document.value) !== JSON.stringify(stored.value.document))
	const issues = computed(() => {
		const found = document.value === null ? [] : practiceIssues(document.value)
		return found.length > 0 ? found : said.value
	})

	function take(found: Stored): void {
		stored.value = found
		document.value = found.document
		history.value = []
		said.value = []
		theirs.value = null
		problem.value = null
		typing = ''
	}
	function step(next: Practice, place: string): void {
		const before = document.value
		if (before === null || next === before) return
		if (place === '' || place !== typing) history.value = [...history.value.slice(1 - longestHistory), before]
		typing = place
		document.value = next
		said.value = []
	}
	async function load(): Promise<void> {
		try {
			take(await services.fetch())
		} catch (error) {
			problem.value = problemOf(error)
		}
	}
	async function save(): Promise<boolean> {
		const [sent, from] = [document.value, stored.value]
		if (sent === null || from === null || isSaving.value || issues.value.length > said.value.length) return false
		isSaving.value = true
		problem.value = null
		try {
			const outcome = await services.save(sent, from.etag)
			if (outcome.kind === 'saved') {
				stored.value = { document: sent, etag: outcome.etag }
				said.value = []
				typing = ''
				return true
			}
			if (outcome.kind === 'stale') theirs.value = await services.fetch()
			else if (outcome.kind === 'refused') said.value = outcome.issues
			else problem.value = outcome.problem
		} catch (error) {
			problem.value = problemOf(error)
		} finally {
			isSaving.value = false
		}
		return false
	}

	return {
		document, stored, isDirty, isSaving, isQuiet, issues, problem, theirs, load, save,
		canUndo: computed(() => history.value.length > 0),
		at: (path) => valueAt(document.value, path),
		set(path, value) {
			if (document.value === null || valueAt(document.value, path) === value) return
			step(withValue(document.value, path, value), typeof value === 'string' || typeof value === 'number' ? pointerOf(path) : '')
		},
		replace: (next) => { step(next, '') },
		undo() {
			const last = history.value.at(-1)
			if (last === undefined) return
			document.value = last
			history.value = history.value.slice(0, -1)
			said.value = []
			typing = ''
		},
		discard() {
			if (stored.value !== null) step(stored.value.document, '')
		},
		resolve(whose) {
			const other = theirs.value
			if (other === null) return
			const mine = document.value
			if (whose === 'theirs' || mine === null) return take(other)
			stored.value = other
			theirs.value = null
		},
	}
}

export const draftKey: InjectionKey<Draft> = Symbol('draft')

/** @throws Error outside of the settings */
export function useDraft(): Draft {
	const draft = inject(draftKey)
	if (draft === undefined) throw new Error('There is no draft here')
	return draft
}

/** The document; only where it is loaded. */
export function useDocument(): ComputedRef<Practice> {
	const { document } = useDraft()
	return computed(() => {
		if (document.value === null) throw new Error('The configuration is not loaded')
		return document.value
	})
}
