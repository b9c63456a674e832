// SPDX-License-Identifier: GPL-3.0-or-later
import { addDays, dayOf } from '@sprechstunde/core/slots'
import { chosenType, doctorOf, type Context } from '../context.ts'
import { clocksDiffer, dayLong, dayShort, timeOf, weekdayShort } from '../dates.ts'
import { h, type Child } from '../dom.ts'
import { calendarsOf, type Slot } from '../model.ts'
import { daysOfWeek, findSlots, firstFrom, mondayOf, sameSlot, type Day } from '../slots.ts'
import { fill } from '../texts.ts'
import { buttons, errorText, form } from './choices.ts'

/** Ids of the calendars whose free time counts for what was chosen. */
function wanted({ state, catalog, config }: Context): readonly string[] {
	return state.calendar !== '' ? [state.calendar] : calendarsOf(catalog, config, state.type).map((calendar) => calendar.id)
}

export function slotStep(context: Context, back: (() => void) | null): HTMLElement {
	const { state, texts, config, act, catalog } = context
	const zone = catalog.practice.timeZone
	if (state.free === null) return h('div', {}, alternatives(context), h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading))
	const slots = findSlots(catalog, chosenType(context), state.free.windows, wanted(context))
	const first = slots[0]
	if (first === undefined) {
		return h('div', {}, h('p', { class: 'sprechstunde__notice' }, texts.noSlotsAtAll), back !== null && form(back, buttons(context, texts.back, null)))
	}
	const monday = state.week || mondayOf(dayOf((state.slot ?? first).start, zone))
	const days = daysOfWeek(slots, monday, zone)
	const later = firstFrom(slots, addDays(monday, 7), zone)
	const earlier = mondayOf(dayOf(first.start, zone)) < monday
	const errorId = context.id('slot-error')
	return form(() => act(context.now().slot === null ? { do: 'errors', errors: { slot: texts.chooseSlot } } : { do: 'next', config }),
		alternatives(context),
		h('div', { class: 'sprechstunde__week' },
			weekButton(context, 'previous', texts.previousWeek, '←', earlier ? addDays(monday, -7) : null),
			h('p', { class: 'sprechstunde__week-label', 'aria-live': 'polite' }, fill(texts.week, { from: dayShort(monday, config.language), to: dayShort(addDays(monday, 6), config.language) })),
			weekButton(context, 'next', texts.nextWeek, '→', later === undefined ? null : addDays(monday, 7))),
		days.some((day) => day.slots.length > 0)
			? h('div', { class: 'sprechstunde__days', role: 'radiogroup', 'aria-label': texts.steps.slot, 'aria-describedby': state.errors.slot === undefined ? undefined : errorId }, days.map((day) => dayColumn(context, day)))
			: nothingFree(context, later),
		errorText(errorId, state.errors.slot),
		clocksDiffer(first.start, zone) && h('p', { class: 'sprechstunde__hint' }, fill(texts.zone, { zone })),
		buttons(context, texts.next, back))
}

function weekButton(context: Context, name: string, label: string, arrow: string, week: string | null): HTMLElement {
	return h('button', {
		type: 'button', class: 'sprechstunde__arrow', id: context.id(name), 'aria-label': label, title: label, 'aria-disabled': week === null ? 'true' : undefined,
		onclick: () => { if (week !== null) context.act({ do: 'showWeek', week }) },
	}, h('span', { 'aria-hidden': 'true' }, arrow))
}

function nothingFree(context: Context, later: Slot | undefined): HTMLElement {
	const { texts, config, catalog, act } = context
	const day = later === undefined ? '' : dayOf(later.start, catalog.practice.timeZone)
	return h('div', { class: 'sprechstunde__notice' }, h('p', {}, texts.noSlots),
		later !== undefined && h('button', { type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', onclick: () => act({ do: 'showWeek', week: mondayOf(day) }) },
			fill(texts.nextFree, { day: dayLong(day, config.language) })))
}

function dayColumn(context: Context, { day, slots }: Day): HTMLElement {
	const { config, texts } = context
	return h('fieldset', { class: 'sprechstunde__day' + (slots.length === 0 ? ' sprechstunde__day--empty' : '') },
		h('legend', {},
			h('span', { class: 'sprechstunde__hidden' }, dayLong(day, config.language)),
			h('span', { 'aria-hidden': 'true', class: 'sprechstunde__weekday' }, weekdayShort(day, config.language)), ' ',
			h('span', { 'aria-hidden': 'true', class: 'sprechstunde__date' }, dayShort(day, config.language))),
		slots.length === 0 ? h('p', { class: 'sprechstunde__none' }, texts.closed) : h('div', { class: 'sprechstunde__times' }, slots.map((slot) => timeChoice(context, slot))))
}

function timeChoice(context: Context, slot: Slot): HTMLElement {
	const { state, config, catalog, note } = context
	return h('label', { class: 'sprechstunde__time' },
		h('input', {
			type: 'radio', name: context.id('slot'), value: `${slot.calendar} ${slot.start}`, checked: sameSlot(state.slot, slot),
			'aria-invalid': state.errors.slot === undefined ? undefined : 'true', onchange: () => note({ do: 'chooseSlot', slot }),
		}),
		h('span', {}, timeOf(slot.start, catalog.practice.timeZone, config.language)))
}

/** What the server offers in place of a slot that is gone: one click takes it and goes on. */
function alternatives(context: Context): Child {
	const { state, texts, config, catalog, note, act } = context
	const zone = catalog.practice.timeZone
	return state.alternatives.length > 0 && h('div', { class: 'sprechstunde__alternatives', role: 'group', 'aria-label': texts.alternatives },
		h('p', {}, texts.alternatives),
		state.alternatives.map((slot) => h('button', {
			type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet',
			onclick: () => { note({ do: 'chooseSlot', slot }); act({ do: 'go', step: 'review' }) },
		}, slotText(slot, zone, config.language, context) + (state.calendar === '' ? ` · ${doctorOf(catalog, slot.calendar)}` : ''))))
}

/** `Montag, 30. November, 08:30 Uhr` */
export function slotText(slot: { readonly start: number }, zone: string, language: 'de' | 'en', { texts }: Context): string {
	return dayLong(dayOf(slot.start, zone), language, true) + ', ' + fill(texts.clock, { time: timeOf(slot.start, zone, language) })
}
