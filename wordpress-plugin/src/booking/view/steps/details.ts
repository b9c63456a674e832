// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf } from '@sprechstunde/core/slots'
import { chosenType, type Context } from '../context.ts'
import { h, type Child } from '../dom.ts'
import type { FieldName, Values } from '../model.ts'
import { fill } from '../texts.ts'
import { detailErrors } from '../validate.ts'
import { buttons, errorText, form, radios, settle } from './choices.ts'

const reasonLength = 1000

export function detailsStep(context: Context, back: (() => void) | null): HTMLElement {
	const { state, texts, config, act, note, catalog } = context
	const type = chosenType(context)
	const today = dayOf(Date.now(), catalog.practice.timeZone)
	const set = (field: FieldName) => (value: string) => note({ do: 'type', field, value })
	const submit = () => {
		const errors = detailErrors(context.now().values, type, texts, today)
		act(Object.keys(errors).length > 0 ? { do: 'errors', errors } : { do: 'next', config })
	}
	return form(submit,
		h('p', { class: 'sprechstunde__hint' }, texts.required),
		type.patients !== 'all' && radios(context, 'patient', texts.patient + ' *', ['new', 'existing'].map((value) => ({ value, label: texts.patients[value] ?? value })), state.values.patient, set('patient'), state.errors.patient, true),
		input(context, 'patientName', { type: 'text', autocomplete: 'name', maxlength: 120, required: true }),
		input(context, 'birthDate', { type: 'date', autocomplete: 'bday', min: '1890-01-01', max: today, required: true }),
		radios(context, 'insurance', texts.insurance + ' *', type.insurances.map((value) => ({ value, label: texts.insurances[value] ?? value })), state.values.insurance, set('insurance'), state.errors.insurance, true),
		h('p', { class: 'sprechstunde__hint', id: context.id('contact-hint') }, texts.contactHint),
		h('div', { class: 'sprechstunde__pair' },
			input(context, 'phone', { type: 'tel', autocomplete: 'tel', maxlength: 40, inputmode: 'tel' }, 'contact-hint'),
			input(context, 'email', { type: 'email', autocomplete: 'email', maxlength: 254, inputmode: 'email' }, 'contact-hint')),
		reason(context),
		honeypot(context),
		consent(context),
		earlier(context),
		buttons(context, texts.next, back))
}

function input(context: Context, name: 'patientName' | 'birthDate' | 'phone' | 'email', attributes: Readonly<Record<string, string | number | boolean>>, hint = ''): HTMLElement {
	const { state, texts, note } = context
	const { required, ...rest } = attributes
	const error = state.errors[name]
	const element = h('input', {
		...rest, id: context.id(name), class: 'sprechstunde__input', name: context.id(name), 'aria-required': required === true ? 'true' : undefined, ...describedBy(context, name, error, hint),
		oninput: (event) => { settle(event); note({ do: 'type', field: name, value: element.value }) },
	})
	element.value = state.values[name]
	return h('div', { class: 'sprechstunde__field' },
		h('label', { class: 'sprechstunde__label', for: context.id(name) }, texts[name] + (required === true ? ' *' : '')), element, errorText(context.id(name + '-error'), error))
}

function describedBy(context: Context, name: keyof Values, error: string | undefined, hint: string): Record<string, string | undefined> {
	const ids = [...(error === undefined ? [] : [context.id(name + '-error')]), ...(hint === '' ? [] : [context.id(hint)])]
	return { 'aria-invalid': error === undefined ? undefined : 'true', 'aria-describedby': ids.length === 0 ? undefined : ids.join(' ') }
}

function reason(context: Context): Child {
	const { state, texts, note } = context
	const error = state.errors.reason
	const element = h('textarea', {
		id: context.id('reason'), class: 'sprechstunde__input', rows: 3, maxlength: reasonLength, ...describedBy(context, 'reason', error, 'reason-hint'),
		oninput: (event) => { settle(event); note({ do: 'type', field: 'reason', value: element.value }) },
	})
	element.value = state.values.reason
	return h('div', { class: 'sprechstunde__field' },
		h('label', { class: 'sprechstunde__label', for: context.id('reason') }, texts.reason), element,
		h('p', { class: 'sprechstunde__hint', id: context.id('reason-hint') }, fill(texts.reasonHint, { max: reasonLength })),
		errorText(context.id('reason-error'), error))
}

/** Out of sight and out of the tab order; a program that fills in every field fills in this one. */
function honeypot(context: Context): HTMLElement {
	const element = h('input', { type: 'text', name: 'website', tabindex: -1, autocomplete: 'off', oninput: () => context.note({ do: 'type', field: 'website', value: element.value }) })
	element.value = context.state.values.website
	return h('div', { class: 'sprechstunde__trap', 'aria-hidden': 'true' }, h('label', {}, context.texts.website, element))
}

function consent(context: Context): HTMLElement {
	const { state, texts, catalog, config } = context
	return h('fieldset', { class: 'sprechstunde__group' },
		h('legend', { class: 'sprechstunde__label' }, texts.consent),
		tick(context, 'consent', catalog.consent.text[config.language] + ' *', true),
		catalog.consent.url !== null && h('p', { class: 'sprechstunde__hint' }, h('a', { href: catalog.consent.url, target: '_blank', rel: 'noopener' }, texts.consentMore)),
		errorText(context.id('consent-error'), state.errors.consent))
}

/** Where the practice keeps a waiting list: whether an earlier time may be offered. */
function earlier(context: Context): Child {
	const { state, texts, catalog, config } = context
	return catalog.waitingListConsent !== undefined && h('fieldset', { class: 'sprechstunde__group' },
		h('legend', { class: 'sprechstunde__label' }, texts.earlier),
		tick(context, 'earlier', catalog.waitingListConsent.text[config.language], false),
		h('p', { class: 'sprechstunde__hint' }, texts.earlierHint),
		errorText(context.id('earlier-error'), state.errors.earlier))
}

function tick(context: Context, name: 'consent' | 'earlier', label: string, required: boolean): HTMLElement {
	const { state, note } = context
	const box = h('input', {
		type: 'checkbox', id: context.id(name), 'aria-required': required ? 'true' : undefined, ...describedBy(context, name, state.errors[name], ''), checked: state.values[name],
		onchange: (event) => { settle(event); note({ do: 'type', field: name, value: box.checked }) },
	})
	return h('label', { class: 'sprechstunde__consent' }, box, h('span', {}, label))
}
