// SPDX-License-Identifier: GPL-3.0-or-later
import { h, type Child } from '../dom.ts'
import type { Context } from '../context.ts'
import { calendarsOf, offeredTypes } from '../model.ts'
import { fill } from '../texts.ts'

interface Option {
	readonly value: string
	readonly label: string
	readonly hint?: string
	readonly description?: string
}

/**
 * Radio buttons with the look of cards.
 *
 * @param short of short answers, beside each other, below a legend to be seen
 */
export function radios(context: Context, name: string, legend: string, options: readonly Option[], chosen: string | null, choose: (value: string) => void, error?: string, short = false): HTMLElement {
	const errorId = context.id(name + '-error')
	return h('fieldset', { class: 'sprechstunde__group', 'aria-describedby': error === undefined ? undefined : errorId },
		h('legend', { class: short ? 'sprechstunde__label' : 'sprechstunde__hidden' }, legend),
		h('div', { class: 'sprechstunde__list' + (short ? ' sprechstunde__list--row' : '') }, options.map((option) => h('label', { class: 'sprechstunde__choice' },
			h('input', {
				type: 'radio', name: context.id(name), value: option.value, checked: option.value === chosen, 'aria-invalid': error === undefined ? undefined : 'true',
				onchange: (event) => { settle(event); choose(option.value) },
			}),
			h('span', { class: 'sprechstunde__choice-body' },
				h('span', { class: 'sprechstunde__choice-label' }, option.label),
				option.hint !== undefined && h('span', { class: 'sprechstunde__choice-hint' }, option.hint),
				option.description !== undefined && h('span', { class: 'sprechstunde__choice-text' }, option.description))))),
		errorText(errorId, error))
}

/** What is being put right is wrong no longer; the step isn't drawn anew while someone types. */
export function settle({ target }: Event): void {
	const element = target as HTMLInputElement
	// a phone number settles the e-mail address as well
	const place = element.closest(element.type === 'tel' ? '.sprechstunde__pair' : '.sprechstunde__field, .sprechstunde__group')
	place?.querySelectorAll('[aria-invalid]').forEach((invalid) => { invalid.removeAttribute('aria-invalid') })
	place?.querySelectorAll('.sprechstunde__error').forEach((error) => { error.remove() })
}

export function errorText(id: string, error: string | undefined): Child {
	return error !== undefined && h('p', { class: 'sprechstunde__error', id }, error)
}

/** Back and on; the form's submit, so that Enter works. */
export function buttons(context: Context, label: string, back: (() => void) | null): HTMLElement {
	return h('div', { class: 'sprechstunde__buttons' },
		h('button', { type: 'submit', class: 'sprechstunde__button' }, label),
		back !== null && h('button', { type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', onclick: back }, context.texts.back))
}

export function form(submit: () => void, ...children: readonly Child[]): HTMLElement {
	return h('form', { class: 'sprechstunde__form', novalidate: true, onsubmit: (event) => { event.preventDefault(); submit() } }, ...children)
}

export function typeStep(context: Context): HTMLElement {
	const { state, texts, config, act, note } = context
	const options = offeredTypes(context.catalog, config).map((type) => {
		const whom = type.patients === 'new' ? texts.newOnly : type.patients === 'existing' ? texts.existingOnly : ''
		const description = config.showDescription ? type.description?.[config.language] : undefined
		return {
			value: type.code, label: type.label[config.language],
			hint: fill(texts.minutes, { n: type.durationMinutes }) + (whom === '' ? '' : ' · ' + whom),
			...(description === undefined ? {} : { description }),
		}
	})
	return form(() => act(context.now().type === '' ? { do: 'errors', errors: { type: texts.chooseType } } : { do: 'next', config }),
		radios(context, 'type', texts.steps.type, options, state.type, (type) => note({ do: 'chooseType', type }), state.errors.type),
		buttons(context, texts.next, null))
}

export function doctorStep(context: Context, back: (() => void) | null): HTMLElement {
	const { state, texts, config, act, note } = context
	const options = [
		{ value: '', label: texts.anyDoctor },
		...calendarsOf(context.catalog, config, state.type).map((calendar) => ({ value: calendar.id, label: calendar.doctor || calendar.displayName })),
	]
	return form(() => act(context.now().doctorChosen ? { do: 'next', config } : { do: 'errors', errors: { doctor: texts.chooseDoctor } }),
		radios(context, 'doctor', texts.steps.doctor, options, state.doctorChosen ? state.calendar : null, (calendar) => note({ do: 'chooseDoctor', calendar }), state.errors.doctor),
		buttons(context, texts.next, back))
}
