// SPDX-License-Identifier: GPL-3.0-or-later
import { chosenType, doctorOf, phoneOf, type Context } from '../context.ts'
import { birthDateText } from '../dates.ts'
import { h, phoneLink, type Child } from '../dom.ts'
import type { Catalog, Slot } from '../model.ts'
import { stepsOf, type Step } from '../state.ts'
import { fill } from '../texts.ts'
import { buttons, form } from './choices.ts'
import { slotText } from './slot.ts'

type Row = readonly [label: string, value: string, step?: Step | undefined]

function list(context: Context, rows: readonly Row[]): HTMLElement {
	const { texts, act } = context
	return h('dl', { class: 'sprechstunde__facts' }, rows.filter(([, value]) => value !== '').map(([label, value, step]) => h('div', {},
		h('dt', {}, label), h('dd', {}, value),
		step !== undefined && h('dd', { class: 'sprechstunde__facts-change' }, h('button', { type: 'button', class: 'sprechstunde__link', 'aria-label': fill(texts.changeWhat, { what: label }), onclick: () => act({ do: 'go', step }) }, texts.change)))))
}

function appointmentRows(context: Context, slot: Slot, changeable: boolean): readonly Row[] {
	const { texts, config, catalog } = context
	const steps = stepsOf(context.state, config)
	return [
		[texts.type, chosenType(context).label[config.language], changeable && steps.includes('type') ? 'type' : undefined],
		[texts.when, slotText(slot, catalog.practice.timeZone, config.language, context), changeable ? 'slot' : undefined],
		[texts.doctor, doctorOf(catalog, slot.calendar)],
	]
}

export function reviewStep(context: Context, back: (() => void) | null): HTMLElement {
	const { state, texts, config, act, send } = context
	const { values } = state
	if (state.slot === null) {
		return form(() => act({ do: 'go', step: 'slot' }), buttons(context, texts.otherSlot, back))
	}
	const busy = state.phase === 'sending'
	return form(() => { if (!busy) send() },
		list(context, [
			...appointmentRows(context, state.slot, true),
			[texts.patientName, values.patientName, 'details'],
			[texts.birthDate, birthDateText(values.birthDate, config.language)],
			[texts.insurance, texts.insurances[values.insurance] ?? values.insurance],
			[texts.phone, values.phone],
			[texts.email, values.email],
			[texts.reason, values.reason],
			[texts.earlier, values.earlier ? texts.earlierYes : ''],
		]),
		busy ? h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.sending) : buttons(context, state.message === '' ? texts.send : texts.sendAgain, back))
}

/** What was asked for, and what happens now; says "booked" only where the practice has confirmed it. */
export function result(context: Context): HTMLElement {
	const { state, texts, catalog, restart } = context
	const booked = state.booked
	if (booked === null) return h('div')
	const { email, phone } = state.values
	const confirmed = booked.status === 'CONFIRMED'
	return h('div', { class: 'sprechstunde__result' },
		h('p', { class: 'sprechstunde__notice sprechstunde__lead' }, confirmed ? texts.confirmed : texts.requested),
		list(context, [...appointmentRows(context, booked, false), [texts.where, `${catalog.practice.name}, ${catalog.practice.address}`]]),
		!confirmed && h('p', {}, email.trim() !== '' ? fill(texts.requestedNext, { email: email.trim() }) : fill(texts.requestedCall, { phone: phone.trim() })),
		email.trim() !== '' && hasLinks(catalog) && h('p', {}, texts.changeByMail),
		callLine(context, texts.questions),
		h('div', { class: 'sprechstunde__buttons' }, h('button', { type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', onclick: restart }, texts.anotherBooking)))
}

/** Whether mails have a link with which patients change their appointment. */
export function hasLinks({ manageUrl }: Catalog): boolean {
	return typeof manageUrl === 'string'
}

export function callLine(context: Pick<Context, 'config' | 'state' | 'texts'>, text = context.texts.call): Child {
	const phone = phoneOf(context)
	return phone !== '' && h('p', { class: 'sprechstunde__call' }, text + ' ', phoneLink(phone))
}
