// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages behind a mail's link have in common.
import { dayOf } from '@sprechstunde/core/slots'
import { dayLong, timeOf } from '../dates.ts'
import { h, phoneLink, withPhone, type Child } from '../dom.ts'
import type { Config } from '../model.ts'
import { fill, textsOf } from '../texts.ts'

export function title(text: string): HTMLElement {
	return h('h3', { class: 'sprechstunde__title', id: 'sprechstunde-link-title', tabindex: -1, 'data-focus': true }, text)
}

/** A sentence above all; nothing where there is none. */
export function notice(message: string, phone: string): readonly HTMLElement[] {
	return message === '' ? [] : [h('div', { class: 'sprechstunde__notice', role: 'alert' }, h('p', {}, withPhone(message, phone)))]
}

export interface Question {
	readonly intro: string
	readonly button: string
	readonly birthDate: string
	readonly error: string
	readonly phone: string
	readonly type: (birthDate: string) => void
	readonly submit: () => void
}

/** Asks for the birth date, without which a link opens nothing. */
export function birthDateQuestion({ language }: Config, { intro, button, birthDate, error, phone, type, submit }: Question): HTMLElement {
	const texts = textsOf(language)
	const input = h('input', {
		type: 'date', id: 'sprechstunde-link-birth-date', class: 'sprechstunde__input', autocomplete: 'bday', min: '1890-01-01', max: new Date().toISOString().slice(0, 10), 'aria-required': 'true',
		'aria-invalid': error === '' ? undefined : 'true', 'aria-describedby': error === '' ? undefined : 'sprechstunde-link-error',
		oninput: () => type(input.value),
	})
	input.value = birthDate
	return h('form', { class: 'sprechstunde__form', novalidate: true, onsubmit: (event) => { event.preventDefault(); submit() } },
		h('p', {}, intro),
		h('div', { class: 'sprechstunde__field' }, h('label', { class: 'sprechstunde__label', for: input.id }, texts.birthDate), input,
			error !== '' && h('p', { class: 'sprechstunde__error', id: 'sprechstunde-link-error' }, error)),
		h('div', { class: 'sprechstunde__buttons' }, h('button', { type: 'submit', class: 'sprechstunde__button' }, button)),
		phone !== '' && h('p', { class: 'sprechstunde__call' }, texts.questions + ' ', phoneLink(phone)))
}

export function isBirthDate(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

/** A list of what is known; rows without a value are left out. */
export function facts(rows: readonly (readonly [label: string, value: string])[]): HTMLElement {
	return h('dl', { class: 'sprechstunde__facts' }, rows.filter(([, value]) => value !== '').map(([label, value]): Child => h('div', {}, h('dt', {}, label), h('dd', {}, value))))
}

/** `Montag, 30. November 2026, 08:30 Uhr` in a zone. */
export function moment(instant: number, zone: string, { language }: Config): string {
	return `${dayLong(dayOf(instant, zone), language, true)}, ${fill(textsOf(language).clock, { time: timeOf(instant, zone, language) })}`
}

export function button(label: string, click: () => void, quiet = false): HTMLElement {
	return h('button', { type: 'button', class: 'sprechstunde__button' + (quiet ? ' sprechstunde__button--quiet' : ''), onclick: click }, label)
}

/** Leads to the booking, which the page has where no link opened it. */
export function toBooking(label: string): HTMLElement {
	return h('div', { class: 'sprechstunde__buttons' }, button(label, () => { location.hash = ''; location.reload() }, true))
}
