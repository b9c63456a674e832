// SPDX-License-Identifier: GPL-3.0-or-later
import { addDays, dayOf, instantOfDay } from '@sprechstunde/core/slots'
import { chosenType, doctorOf, type Context } from '../context.ts'
import { clocksDiffer, dayLong, dayShort, timeOf, weekdayShort } from '../dates.ts'
import { h, type Child } from '../dom.ts'
import { calendarsOf, typeOf, type Catalog, type CatalogType, type Config, type Slot } from '../model.ts'
import { daysOfWeek, findSlots, firstFrom, mondayOf, sameSlot, type Day } from '../slots.ts'
import type { State } from '../state.ts'
import { fill } from '../texts.ts'
import { detailErrors } from '../validate.ts'
import { buttons, errorText, form } from './choices.ts'

/** Every slot known to be free for what was chosen. */
export function slotsOnOffer(state: State, catalog: Catalog, config: Config): readonly Slot[] {
	const type = typeOf(catalog, state.type)
	if (type === undefined || state.free === null) return []
	const { hold, moving } = state
	// what is kept for this patient, or is theirs and to be moved, is taken for all others only
	const own = [...(hold === null || hold.over ? [] : [hold.slot]), ...(moving === null ? [] : [moving])].map((slot) => ({ ...slot, ...widened(slot, type) }))
	return findSlots(catalog, type, [...state.free.windows, ...own], wanted({ state, catalog, config })).filter((slot) => !sameSlot(moving, slot))
}

function widened({ start, end }: Slot, type: CatalogType): Pick<Slot, 'start' | 'end'> {
	return { start: start - type.bufferBeforeMinutes * 60000, end: end + type.bufferAfterMinutes * 60000 }
}

/** Ids of the calendars whose free time counts for what was chosen. */
function wanted({ state, catalog, config }: Pick<Context, 'state' | 'catalog' | 'config'>): readonly string[] {
	return state.calendar !== '' ? [state.calendar] : calendarsOf(catalog, config, state.type).map((calendar) => calendar.id)
}

export function slotStep(context: Context, back: (() => void) | null): HTMLElement {
	const { state, texts, config, act, catalog } = context
	const zone = catalog.practice.timeZone
	if (state.free === null) return h('div', {}, alternatives(context), h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading))
	const slots = slotsOnOffer(state, catalog, config)
	const more = state.free.to < addDays(dayOf(Date.now(), zone), catalog.booking.horizonDays + 1)
	const first = slots[0]
	if (first === undefined && more) return h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading)
	if (first === undefined) {
		return h('div', {}, h('p', { class: 'sprechstunde__notice' }, texts.noSlotsAtAll), back !== null && form(back, buttons(context, texts.back, null)))
	}
	const monday = state.week || mondayOf(dayOf((state.slot ?? first).start, zone))
	const days = daysOfWeek(slots, monday, zone)
	const shown = days.find((entry) => entry.day === (state.day || chosenDay(context)) && entry.slots.length > 0) ?? days.find((entry) => entry.slots.length > 0)
	const later = firstFrom(slots, addDays(monday, 7), zone)
	const earlier = mondayOf(dayOf(first.start, zone)) < monday
	const errorId = context.id('slot-error')
	return form(() => act(context.now().slot === null ? { do: 'errors', errors: { slot: texts.chooseSlot } } : { do: 'next', config }),
		alternatives(context),
		h('div', { class: 'sprechstunde__week' },
			weekButton(context, 'previous', texts.previousWeek, '←', earlier ? addDays(monday, -7) : null),
			h('p', { class: 'sprechstunde__week-label', 'aria-live': 'polite' }, fill(texts.week, { from: dayShort(monday, config.language), to: dayShort(addDays(monday, 6), config.language) })),
			weekButton(context, 'next', texts.nextWeek, '→', later === undefined && !more ? null : addDays(monday, 7))),
		errorText(errorId, state.errors.slot),
		shown === undefined ? nothingFree(context, later) : [dayChoice(context, days, shown), times(context, shown, errorId)],
		state.slot !== null && h('p', { class: 'sprechstunde__chosen', role: 'status' }, fill(texts.chosen, { slot: slotText(state.slot, zone, config.language, context) })),
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

function chosenDay({ state, catalog }: Context): string {
	return state.slot === null ? '' : dayOf(state.slot.start, catalog.practice.timeZone)
}

function dayChoice(context: Context, days: readonly Day[], shown: Day): HTMLElement {
	const { config, texts, act } = context
	return h('fieldset', { class: 'sprechstunde__group' },
		h('legend', { class: 'sprechstunde__hidden' }, texts.day),
		h('div', { class: 'sprechstunde__days' }, days.map(({ day, slots }) => tile(context, {
			name: 'day', value: day, checked: day === shown.day, disabled: slots.length === 0, choose: () => act({ do: 'showDay', day }),
		},
		h('span', { class: 'sprechstunde__hidden' }, `${dayLong(day, config.language)}, `),
		h('span', { 'aria-hidden': 'true', class: 'sprechstunde__weekday' }, weekdayShort(day, config.language)),
		h('span', { 'aria-hidden': 'true' }, dayShort(day, config.language)),
		h('span', { class: 'sprechstunde__count' }, slots.length === 0 ? texts.closed : fill(texts.count, { n: slots.length }))))))
}

function times(context: Context, { day, slots }: Day, errorId: string): readonly HTMLElement[] {
	const { config, texts, catalog, state } = context
	const noon = instantOfDay(day, 720, catalog.practice.timeZone)
	const parts = [[texts.morning, slots.filter((slot) => slot.start < noon)], [texts.afternoon, slots.filter((slot) => slot.start >= noon)]] as const
	return parts.filter(([, part]) => part.length > 0).map(([label, part]) =>
		h('fieldset', { class: 'sprechstunde__group', 'aria-describedby': state.errors.slot === undefined ? undefined : errorId },
			h('legend', { class: 'sprechstunde__hint' }, h('span', { class: 'sprechstunde__hidden' }, `${texts.time}, ${dayLong(day, config.language)}, `), label),
			h('div', { class: 'sprechstunde__times' }, part.map((slot) => timeChoice(context, slot)))))
}

function timeChoice(context: Context, slot: Slot): HTMLElement {
	const { state, config, catalog, act } = context
	return tile(context, {
		name: 'slot', value: `${slot.calendar}-${slot.start}`, checked: sameSlot(state.slot, slot), invalid: state.errors.slot !== undefined, choose: () => act({ do: 'chooseSlot', slot }),
	}, timeOf(slot.start, catalog.practice.timeZone, config.language))
}

interface Tile {
	readonly name: string
	readonly value: string
	readonly checked: boolean
	readonly disabled?: boolean
	readonly invalid?: boolean
	readonly choose: () => void
}

/** A radio button with the look of a key; its id lets the focus stay when the step is drawn anew. */
function tile(context: Context, { name, value, checked, disabled, invalid, choose }: Tile, ...label: readonly Child[]): HTMLElement {
	return h('label', { class: 'sprechstunde__tile' },
		h('input', { type: 'radio', id: context.id(`${name}-${value}`), name: context.id(name), value, checked, disabled: disabled === true, 'aria-invalid': invalid === true ? 'true' : undefined, onchange: choose }),
		h('span', { class: 'sprechstunde__tile-body' }, ...label))
}

/** What the server offers in place of a slot that is gone: one click takes it and goes on where the patient was. */
function alternatives(context: Context): Child {
	const { state, texts, config, catalog, note, act } = context
	const zone = catalog.practice.timeZone
	const complete = Object.keys(detailErrors(state.values, chosenType(context), texts, dayOf(Date.now(), zone))).length === 0
	return state.alternatives.length > 0 && h('div', { class: 'sprechstunde__alternatives', role: 'group', 'aria-label': texts.alternatives },
		h('p', {}, texts.alternatives),
		state.alternatives.map((slot) => h('button', {
			type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', id: context.id(`alternative-${slot.calendar}-${slot.start}`),
			onclick: () => { note({ do: 'chooseSlot', slot }); act({ do: 'go', step: complete ? 'review' : 'details' }) },
		}, slotText(slot, zone, config.language, context) + (wanted(context).length > 1 ? ` · ${doctorOf(catalog, slot.calendar)}` : ''))))
}

/** `Montag, 30. November, 08:30 Uhr` */
export function slotText(slot: { readonly start: number }, zone: string, language: 'de' | 'en', { texts }: Pick<Context, 'texts'>): string {
	return dayLong(dayOf(slot.start, zone), language, true) + ', ' + fill(texts.clock, { time: timeOf(slot.start, zone, language) })
}
