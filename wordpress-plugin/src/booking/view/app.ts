// SPDX-License-Identifier: GPL-3.0-or-later
import { bookingBody, fetchCatalog, holdSlot, Refused, releaseHold, sendBooking } from './api.ts'
import { stepHistory } from './back.ts'
import { phoneOf, type Context } from './context.ts'
import { timeOf } from './dates.ts'
import { h, redraw, withPhone } from './dom.ts'
import { freeAsker } from './free.ts'
import { holdKeeper } from './hold.ts'
import { offeredTypes, type Catalog, type Config } from './model.ts'
import { initial, isFillingIn, reduce, stepsOf, type Action, type State } from './state.ts'
import { detailsStep } from './steps/details.ts'
import { doctorStep, typeStep } from './steps/choices.ts'
import { callLine, hasLinks, result, reviewStep } from './steps/review.ts'
import { sameSlot } from './slots.ts'
import { slotStep, slotText } from './steps/slot.ts'
import { fill, textsOf } from './texts.ts'

let mounted = 0

/**
 * Makes a block live.
 *
 * @param root element whose content is replaced
 * @returns a function that stops it
 */
export function mount(root: HTMLElement, config: Config): () => void {
	const number = ++mounted
	const texts = textsOf(config.language)
	let state: State = initial
	let stopped = false

	const note = (action: Action) => { state = reduce(state, action) }
	const act = (action: Action) => {
		if (stopped) return
		const focus = state.focus
		note(action)
		show(focus !== state.focus)
		void askForFree()
		if (config.preview === true) return
		keeper.follow()
		steps?.follow()
	}
	// one element for good: a screen reader says what changes in it, and what the patient types meanwhile is left alone
	const holdNote = h('p', { class: 'sprechstunde__hold', role: 'status' })
	const keeper = holdKeeper({
		hold: (slot, token) => holdSlot(config, state.type, slot, token),
		release: (token) => releaseHold(config, token),
		state: () => state,
		held: (slot, until) => { note({ do: 'held', slot, until }); showHold() },
		over: () => { note({ do: 'holdOver' }); showHold() },
		gone: (refusal) => act({ do: 'refused', refusal }),
	})

	const steps = config.preview === true ? null : stepHistory(window, config, () => state, (step) => act({ do: 'go', step }))

	/** The sentence of a failed question: the server's own, else that nothing can be reached. */
	const reasonOf = (error: unknown) => error instanceof Refused && error.refusal.issues.length > 0
		? error.refusal.issues.map((issue) => issue.text).join(' ')
		: texts.unreachable

	const askForFree = freeAsker(config, () => state, act, (error) => act({ do: 'unavailable', message: reasonOf(error) }))

	async function askForCatalog(): Promise<void> {
		try {
			act({ do: 'catalog', catalog: await fetchCatalog(config), config })
		} catch (error) {
			act({ do: 'unavailable', message: reasonOf(error) })
		}
	}

	async function send(): Promise<void> {
		if (config.preview === true) return
		act({ do: 'send' })
		try {
			act({ do: 'booked', booked: await sendBooking(config, bookingBody(state, config), keeper.token()) })
		} catch (error) {
			if (error instanceof Refused && error.refusal.issues.length > 0) {
				act({ do: 'refused', refusal: error.refusal })
				const outdated = error.refusal.issues.filter((issue) => issue.code === 'CONSENT_OUTDATED').map(({ path, text }) => [path === 'earlier' ? 'earlier' : 'consent', text] as const)
				if (outdated.length > 0) {
					for (const [field] of outdated) note({ do: 'type', field, value: false })
					note({ do: 'errors', errors: Object.fromEntries(outdated) })
					await askForCatalog()
				}
			} else {
				act({ do: 'offline', message: texts.offline })
			}
		}
	}

	function restart(): void {
		note({ do: 'restart' })
		act({ do: 'go', step: stepsOf(state, config)[0] ?? 'type' })
	}

	function show(moveFocus: boolean): void {
		showHold()
		redraw(root, page(), config.preview === true ? 'leave' : moveFocus ? 'move' : 'keep')
		root.setAttribute('aria-busy', String(state.phase === 'sending' || state.phase === 'loading'))
	}

	function showHold(): void {
		const { hold, slot, catalog } = state
		const text = hold === null || catalog === null || !sameSlot(slot, hold.slot) ? ''
			: hold.over ? texts.holdOver
				: fill(texts.held, { time: fill(texts.clock, { time: timeOf(hold.until, undefined, config.language) }), slot: slotText(hold.slot, catalog.practice.timeZone, config.language, { texts }) })
		if (holdNote.textContent !== text) holdNote.textContent = text
	}

	function page(): readonly HTMLElement[] {
		if (state.phase === 'loading') return [h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading)]
		const catalog = state.catalog
		const phone = phoneOf({ state, config })
		if (state.phase === 'unavailable' || catalog === null) {
			return [h('div', { class: 'sprechstunde__notice', role: 'alert' }, h('p', { tabindex: -1, 'data-focus': true }, withPhone(state.message, phone)), !state.message.includes(phone) && callLine({ state, config, texts })),
				h('div', { class: 'sprechstunde__buttons' }, h('button', { type: 'button', class: 'sprechstunde__button', onclick: () => void askForCatalog() }, texts.again))]
		}
		const context: Context = { state, now: () => state, config, texts, catalog, act, note, id: (name) => `sprechstunde-${number}-${name}`, send: () => void send(), restart }
		if (offeredTypes(catalog, config).length === 0) return [h('p', { class: 'sprechstunde__notice' }, texts.nothingOffered), h('div', {}, callLine(context))]
		if (state.phase === 'done') return [heading(state.booked?.status === 'CONFIRMED' ? texts.confirmedTitle : texts.requestedTitle), result(context)]
		return [progress(), heading(texts.steps[state.step]), ...message(), ...(isFillingIn(state) ? [holdNote] : []), step(context), ...changeHint(catalog)]
	}

	function heading(text: string): HTMLElement {
		// the id lets the focus stay here when the step is drawn again
		return h('h3', { class: 'sprechstunde__title', id: `sprechstunde-${number}-title`, tabindex: -1, 'data-focus': true }, text)
	}

	function progress(): HTMLElement {
		const steps = stepsOf(state, config)
		const position = steps.indexOf(state.step) + 1
		return h('div', { class: 'sprechstunde__progress' },
			h('span', {}, fill(texts.step, { n: position, of: steps.length })),
			h('span', { class: 'sprechstunde__bar', 'aria-hidden': 'true' }, ...steps.map((_, index) => h('span', { class: index < position ? 'is-done' : '' }))))
	}

	function message(): readonly HTMLElement[] {
		return state.message === '' ? [] : [h('div', { class: 'sprechstunde__notice', role: 'alert' }, h('p', {}, withPhone(state.message, phoneOf({ state, config }))))]
	}

	/** Whoever comes to the booking for something else, at its beginning. */
	function changeHint(catalog: Catalog): readonly HTMLElement[] {
		const line = state.step === stepsOf(state, config)[0] && hasLinks(catalog) ? callLine({ state, config, texts }, texts.changeHint) : null
		return line instanceof HTMLElement ? [line] : []
	}

	function step(context: Context): HTMLElement {
		const steps = stepsOf(state, config)
		const previous = steps[steps.indexOf(state.step) - 1]
		const back = previous === undefined ? null : () => act({ do: 'go', step: previous })
		switch (state.step) {
		case 'type': return typeStep(context)
		case 'doctor': return doctorStep(context, back)
		case 'slot': return slotStep(context, back)
		case 'details': return detailsStep(context, back)
		case 'review': return reviewStep(context, back)
		}
	}

	void askForCatalog()
	return () => {
		stopped = true
		keeper.stop()
		steps?.stop()
	}
}
