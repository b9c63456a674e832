// SPDX-License-Identifier: GPL-3.0-or-later
import { clocksDiffer } from '../dates.ts'
import { h, phoneLink, type Child } from '../dom.ts'
import { birthDateQuestion, button, facts, moment, notice, title, toBooking } from '../linked/parts.ts'
import { typeOf, type Catalog, type Config } from '../model.ts'
import { fill, type Texts } from '../texts.ts'
import type { Own, Wish } from './api.ts'
import { freedomOf, type OwnState, type View } from './state.ts'
import type { OwnTexts } from './texts.ts'

/** What a page is drawn from, and what its buttons do. */
export interface PageParts {
	readonly state: OwnState
	/** null before the first answer */
	readonly catalog: Catalog | null
	readonly config: Config
	readonly texts: Texts & OwnTexts
	readonly type: (birthDate: string) => void
	readonly send: (wish: Wish) => void
	readonly go: (view: View) => void
	readonly move: () => void
	readonly picker: () => HTMLElement | null
}

export function pageOf(parts: PageParts): readonly HTMLElement[] {
	const { state, config, texts, catalog, send } = parts
	const { own, view } = state
	const heading = title(headingOf(parts))
	if (state.busy) return [heading, h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.busy)]
	const message = notice(state.message, catalog?.practice.phone ?? config.phone)
	if (own === null || catalog === null || view === 'question') {
		return [heading, ...message, birthDateQuestion(config, {
			intro: texts.intro, button: texts.show, birthDate: state.birthDate, error: state.error, phone: config.phone, type: parts.type, submit: () => send({ do: 'view' }),
		}), ...(state.message === '' ? [] : [toBooking(texts.book)])]
	}
	// what was shown may hold no longer
	if (state.unsure) return [heading, ...message, buttons(button(texts.look, () => send({ do: 'view' })))]
	return [heading, ...message, ...shown(parts, own, catalog)]
}

function headingOf({ state: { view, own }, texts }: PageParts): string {
	if (own === null || view === 'question') return texts.ask
	switch (view) {
	case 'appointment': return own.status !== 'CANCELLED' && own.start <= Date.now() ? texts.states.over : texts.states[own.status]
	case 'cancel': return texts.cancelTitle
	case 'move': return texts.moveTitle
	case 'review': return texts.reviewTitle
	case 'cancelled': return texts.cancelledTitle
	case 'moved': return own.status === 'TENTATIVE' ? texts.requestedTitle : texts.movedTitle
	}
}

function shown(parts: PageParts, own: Own, catalog: Catalog): readonly HTMLElement[] {
	const { state, texts, go, send } = parts
	switch (state.view) {
	case 'cancel': return [about(parts, own, catalog), h('p', {}, texts.cancelNote),
		buttons(button(texts.cancelYes, () => send({ do: 'cancel', etag: own.etag })), button(texts.keep, () => go('appointment'), true))]
	case 'move': return [h('p', {}, fill(texts.moveNote, { when: at(parts, own.start, catalog) })), parts.picker() ?? h('div')]
	case 'review': return review(parts, own, catalog)
	case 'cancelled': return [h('p', {}, texts.mail), about(parts, own, catalog), toBooking(texts.book)]
	case 'moved': return [h('p', {}, (own.status === 'TENTATIVE' ? texts.pending : texts.mail)), about(parts, own, catalog), buttons(button(texts.back, () => go('appointment'), true))]
	default: return appointment(parts, own, catalog)
	}
}

function appointment(parts: PageParts, own: Own, catalog: Catalog): readonly HTMLElement[] {
	const { texts, go, move } = parts
	const freedom = freedomOf(own, Date.now())
	const isMovable = freedom === 'both' && typeOf(catalog, own.appointmentType) !== undefined
	const until = own.until === null ? '' : at(parts, own.until, catalog)
	const note = freedom === 'both' ? isMovable ? texts.until : texts.cancelOnly : freedom === 'cancel' ? texts.cancelOnly : freedom === 'late' ? texts.late : freedom === 'never' ? texts.never : ''
	const call = catalog.practice.phone === '' ? [] : [h('p', { class: 'sprechstunde__call' }, texts.questions + ' ', phoneLink(catalog.practice.phone))]
	return [
		...(own.status === 'TENTATIVE' && freedom !== 'over' ? [h('p', {}, texts.pending)] : []), about(parts, own, catalog),
		...(note === '' ? [] : [h('p', {}, fill(note, { until }))]),
		...(freedom === 'both' || freedom === 'cancel' ? [buttons(isMovable && button(texts.move, move), button(texts.cancel, () => go('cancel'), isMovable))] : []),
		...(freedom === 'cancelled' || freedom === 'over' ? [toBooking(texts.book)] : []),
		...call,
	]
}

function review(parts: PageParts, own: Own, catalog: Catalog): readonly HTMLElement[] {
	const { state: { slot }, texts, move, send } = parts
	if (slot === null) return []
	const approval = typeOf(catalog, own.appointmentType)?.approval
	return [
		facts([[texts.before, at(parts, own.start, catalog)], [texts.after, at(parts, slot.start, catalog)], [texts.doctor, own.doctor], [texts.where, own.location]]),
		h('p', {}, approval === 'auto' ? texts.automatic : texts.manual),
		buttons(button(texts.moveYes, () => send({ do: 'reschedule', etag: own.etag, slot })), button(texts.otherTime, move, true)),
	]
}

function about(parts: PageParts, own: Own, catalog: Catalog): HTMLElement {
	const { texts, config } = parts
	const zone = catalog.practice.timeZone
	return h('div', { class: own.status === 'CANCELLED' ? 'sprechstunde__cancelled' : '' },
		facts([
			[texts.when, at(parts, own.start, catalog)], [texts.type, typeOf(catalog, own.appointmentType)?.label[config.language] ?? ''], [texts.doctor, own.doctor], [texts.where, own.location],
		]),
		clocksDiffer(own.start, zone) && h('p', { class: 'sprechstunde__hint' }, fill(texts.zone, { zone })))
}

function at({ config }: PageParts, instant: number, { practice }: Catalog): string {
	return moment(instant, practice.timeZone, config)
}

function buttons(...all: readonly Child[]): HTMLElement {
	return h('div', { class: 'sprechstunde__buttons' }, ...all)
}
