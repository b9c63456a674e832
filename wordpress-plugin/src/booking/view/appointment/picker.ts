// SPDX-License-Identifier: GPL-3.0-or-later
import type { Context } from '../context.ts'
import { freeAsker } from '../free.ts'
import type { Catalog, Config, Refusal, Slot } from '../model.ts'
import { initial, reduce, type Action, type State } from '../state.ts'
import { slotStep } from '../steps/slot.ts'
import { textsOf } from '../texts.ts'
import type { Own } from './api.ts'

/** The booking's choice of a slot, for an appointment that is there already: same calendar, same type. */
export interface Picker {
	/** begins anew; a choice from before stays where the appointment is the same */
	readonly start: (own: Own, catalog: Catalog) => void
	/** the time that was wanted can't be had */
	readonly refuse: (refusal: Refusal) => void
	readonly show: () => HTMLElement | null
}

export interface PickerParts {
	readonly config: Config
	/** shows the page anew; `moveFocus`: it is about something else now */
	readonly draw: (moveFocus: boolean) => void
	readonly chosen: (slot: Slot) => void
	readonly back: () => void
	/** nobody says what is free */
	readonly failed: () => void
}

export function slotPicker({ config: block, draw, chosen, back, failed }: PickerParts): Picker {
	const texts = textsOf(block.language)
	let state: State = initial
	let config: Config = block
	let ask: () => Promise<void> = () => Promise.resolve()
	const note = (action: Action): void => { state = reduce(state, action) }

	function act(action: Action): void {
		// on from here is not the booking's form
		if (action.do === 'next' || (action.do === 'go' && action.step !== 'slot')) {
			if (state.slot !== null) chosen(state.slot)
			return
		}
		const { focus } = state
		note(action)
		draw(focus !== state.focus)
		void ask()
	}

	return {
		start(own, catalog) {
			const moving = { calendar: own.calendar, start: own.start, end: own.end }
			const isSame = state.calendar === own.calendar && state.type === own.appointmentType
			const kept = isSame ? { slot: state.slot, week: state.week, day: state.day } : {}
			config = { ...block, calendar: own.calendar, types: [own.appointmentType] }
			state = { ...initial, phase: 'choosing', step: 'slot', catalog, type: own.appointmentType, calendar: own.calendar, doctorChosen: true, moving, ...kept }
			ask = freeAsker(config, () => state, act, failed)
			void ask()
		},
		refuse(refusal) {
			note({ do: 'refused', refusal })
			state = { ...state, step: 'slot', message: '' }
			void ask()
		},
		show() {
			if (state.catalog === null) return null
			const context: Context = {
				state, now: () => state, config, texts, catalog: state.catalog, act, note, id: (name) => `sprechstunde-move-${name}`, send: () => undefined, restart: () => undefined,
			}
			return slotStep(context, back)
		},
	}
}
