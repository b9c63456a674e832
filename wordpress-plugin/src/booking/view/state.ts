// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf } from '@sprechstunde/core/slots'
import { calendarsOf, noValues, offeredTypes, type Booked, type Catalog, type Config, type FieldName, type Issue, type Refusal, type Slot, type Values, type Window } from './model.ts'
import { mondayOf } from './slots.ts'

export type Step = 'type' | 'doctor' | 'slot' | 'details' | 'review'
export type Phase = 'loading' | 'unavailable' | 'choosing' | 'sending' | 'done'

/** Everything the page shows follows from this. */
export interface State {
	readonly phase: Phase
	readonly step: Step
	readonly catalog: Catalog | null
	readonly type: string
	/** id; empty: any doctor */
	readonly calendar: string
	readonly doctorChosen: boolean
	/** Monday of the week on show, YYYY-MM-DD; empty: the first one with a free slot */
	readonly week: string
	/** whose times are on show, YYYY-MM-DD; empty: the first one of the week with a free slot */
	readonly day: string
	/** free windows and the range they were asked for, YYYY-MM-DD, `to` not included */
	readonly free: { readonly from: string; readonly to: string; readonly windows: readonly Window[] } | null
	readonly slot: Slot | null
	/** what the server keeps for this patient; `over`: it did, until then */
	readonly hold: { readonly slot: Slot; readonly until: number; readonly over: boolean } | null
	/** the patient's own appointment, where another time is chosen for it: its time counts as free, but is no choice */
	readonly moving: Slot | null
	readonly values: Values
	readonly errors: Readonly<Partial<Record<FieldName | Step, string>>>
	/** a sentence above the step */
	readonly message: string
	readonly alternatives: readonly Slot[]
	readonly booked: Booked | null
	/** counts up when the focus should go to the heading or to the first error */
	readonly focus: number
}

export type Action =
	| { readonly do: 'catalog'; readonly catalog: Catalog; readonly config: Config }
	| { readonly do: 'unavailable'; readonly message: string }
	| { readonly do: 'chooseType'; readonly type: string }
	| { readonly do: 'chooseDoctor'; readonly calendar: string }
	| { readonly do: 'free'; readonly from: string; readonly to: string; readonly windows: readonly Window[] }
	| { readonly do: 'showWeek'; readonly week: string }
	| { readonly do: 'showDay'; readonly day: string }
	| { readonly do: 'chooseSlot'; readonly slot: Slot }
	| { readonly do: 'held'; readonly slot: Slot; readonly until: number }
	| { readonly do: 'holdOver' }
	| { readonly do: 'type'; readonly field: FieldName; readonly value: string | boolean }
	| { readonly do: 'go'; readonly step: Step }
	| { readonly do: 'next'; readonly config: Config }
	| { readonly do: 'errors'; readonly errors: State['errors'] }
	| { readonly do: 'send' }
	| { readonly do: 'booked'; readonly booked: Booked }
	| { readonly do: 'refused'; readonly refusal: Refusal }
	| { readonly do: 'offline'; readonly message: string }
	| { readonly do: 'restart' }

export const initial: State = {
	phase: 'loading', step: 'type', catalog: null, type: '', calendar: '', doctorChosen: false, week: '', day: '', free: null, slot: null, hold: null, moving: null,
	values: noValues, errors: {}, message: '', alternatives: [], booked: null, focus: 0,
}

/** Which steps lie before the patient: a choice of one is none. */
export function stepsOf(state: State, config: Config): readonly Step[] {
	const { catalog, type } = state
	const offered = catalog === null ? [] : offeredTypes(catalog, config)
	// before the choice the longest way is announced: a count may shrink, not grow
	const several = catalog !== null && (type === '' ? offered.map(({ code }) => code) : [type]).some((code) => calendarsOf(catalog, config, code).length > 1)
	const oneType = offered.length === 1
	return [...(oneType ? [] : ['type' as const]), ...(several ? ['doctor' as const] : []), 'slot', 'details', 'review']
}

/** Where the issues of a refusal belong: the step that can put them right. */
const stepOfPath: Readonly<Record<string, Step>> = { appointmentType: 'type', calendar: 'slot', start: 'slot', end: 'slot' }
const fields: readonly string[] = Object.keys(noValues)

export function reduce(state: State, action: Action): State {
	switch (action.do) {
	case 'catalog': return started({ ...state, catalog: action.catalog, message: '' }, action.config, state.catalog === null)
	case 'unavailable': return { ...state, phase: 'unavailable', message: action.message, focus: state.focus + (state.catalog === null ? 0 : 1) }
	case 'chooseType': return { ...state, ...(action.type === state.type ? {} : noSlot), type: action.type, errors: {} }
	case 'chooseDoctor': return { ...state, ...(action.calendar === state.calendar ? {} : noSlot), calendar: action.calendar, doctorChosen: true, errors: {} }
	case 'free': return { ...state, phase: state.phase === 'unavailable' ? 'choosing' : state.phase, free: joined(state.free, action) }
	case 'showWeek': return { ...state, week: action.week, day: '' }
	case 'showDay': return { ...state, day: action.day }
	case 'chooseSlot': return { ...state, slot: action.slot, errors: {} }
	case 'held': return { ...state, hold: { slot: action.slot, until: action.until, over: false } }
	case 'holdOver': return { ...state, hold: state.hold === null ? null : { ...state.hold, over: true } }
	case 'type': return typed(state, action.field, action.value)
	// who comes to the slots, or back to them, sees what is free now
	case 'go': return { ...state, phase: 'choosing', step: action.step, errors: {}, message: '', alternatives: [], focus: state.focus + 1, ...(action.step === 'slot' ? { free: null } : {}) }
	case 'next': return next(state, action.config)
	case 'errors': return { ...state, errors: action.errors, focus: state.focus + 1 }
	case 'send': return { ...state, phase: 'sending', message: '', alternatives: [], errors: {} }
	case 'booked': return { ...state, phase: 'done', booked: action.booked, message: '', focus: state.focus + 1 }
	case 'refused': return refused(state, action.refusal)
	case 'offline': return { ...state, phase: 'choosing', step: 'review', message: action.message, focus: state.focus + 1 }
	case 'restart': return { ...initial, catalog: state.catalog, phase: 'choosing', focus: state.focus + 1 }
	}
}

/** From the choice of a slot to its booking. */
export function isFillingIn({ phase, step, slot }: State): boolean {
	return phase === 'choosing' && slot !== null && (step === 'details' || step === 'review')
}

/** What was asked for later goes behind what is known already. */
function joined(before: State['free'], { from, to, windows }: NonNullable<State['free']>): State['free'] {
	return before !== null && before.to === from ? { from: before.from, to, windows: [...before.windows, ...windows] } : { from, to, windows }
}

const noSlot = { slot: null, hold: null, week: '', day: '' } as const

function started(state: State, config: Config, first: boolean): State {
	const catalog = state.catalog
	const types = catalog === null ? [] : offeredTypes(catalog, config)
	const only = types.length === 1 ? types[0] : undefined
	const chosen = { ...state, phase: 'choosing' as const, type: only?.code ?? state.type }
	return first ? { ...chosen, step: stepsOf(chosen, config)[0] ?? 'type' } : chosen
}

function typed(state: State, field: FieldName, value: string | boolean): State {
	// either way to be reached settles both
	const settled: readonly string[] = field === 'phone' ? ['phone', 'email'] : [field]
	const errors = Object.fromEntries(Object.entries(state.errors).filter(([name]) => !settled.includes(name)))
	return { ...state, values: { ...state.values, [field]: value }, errors }
}

function next(state: State, config: Config): State {
	const steps = stepsOf(state, config)
	const following = steps[steps.indexOf(state.step) + 1]
	return following === undefined ? state : reduce(state, { do: 'go', step: following })
}

/** Everything typed stays; the step with the first thing to put right comes up, with what is wrong at its field. */
function refused(state: State, refusal: Refusal): State {
	const errors: Partial<Record<FieldName | Step, string>> = {}
	const general: Issue[] = []
	let step: Step = 'review'
	for (const issue of refusal.issues) {
		const path = (issue.path ?? '').split('.')[0] ?? ''
		if (fields.includes(path)) {
			errors[path as FieldName] ??= issue.text
			if (step === 'review') step = 'details'
		} else {
			general.push(issue)
			step = stepOfPath[path] ?? step
		}
	}
	const taken = refusal.status === 409 && refusal.issues.some((issue) => issue.code === 'SLOT_TAKEN' || issue.code === 'DAILY_MAXIMUM_REACHED')
	return {
		...state, phase: 'choosing', step: taken ? 'slot' : step, errors, message: general.map((issue) => issue.text).join(' '),
		alternatives: refusal.alternatives, focus: state.focus + 1,
		...(taken || step === 'slot' ? { ...dayOn(state), slot: null, hold: null, free: null } : {}),
	}
}

/** The week and day of a slot that is gone: the patient goes on where they were. */
function dayOn({ slot, catalog }: State): Pick<State, 'week' | 'day'> {
	const day = slot === null || catalog === null ? '' : dayOf(slot.start, catalog.practice.timeZone)
	return { week: day === '' ? '' : mondayOf(day), day }
}
