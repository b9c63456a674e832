// SPDX-License-Identifier: GPL-3.0-or-later
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Catalog, Config } from '../model.ts'
import { initial, reduce, type State } from '../state.ts'
import { slotsOnOffer } from '../steps/slot.ts'

const config: Config = { rest: 'https://praxis.example/wp-json/sprechstunde/v1/', language: 'de', calendar: 'dr-mueller', types: [], showDescription: true, phone: '' }
const type = { code: 'KONTROLLE', label: { de: 'Kontrolle', en: 'Check-up' }, durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 15, insurances: ['PRIVAT'], patients: 'all', approval: 'manual' } as const
const catalog: Catalog = {
	practice: { name: 'Praxis', address: '', phone: '', timeZone: 'Europe/Berlin' }, consent: { version: '1', text: { de: '', en: '' }, url: null },
	calendars: [{ id: 'dr-mueller', displayName: 'Dr. Müller', doctor: 'Dr. Müller', room: '', types: ['KONTROLLE'] }], appointmentTypes: [type],
	booking: { minimumNoticeMinutes: 120, horizonDays: 90, gridMinutes: 15 },
}
const at = (time: string): number => Date.parse(`2026-12-01T${time}:00Z`)

beforeEach(() => { vi.useFakeTimers({ now: Date.parse('2026-11-26T08:00:00Z') }) })
afterEach(() => { vi.useRealTimers() })

it('an appointment that is moved does not stand in its own way, and is no choice itself', () => {
	const moving = { calendar: 'dr-mueller', start: at('09:00'), end: at('09:30') }
	const state: State = { ...initial, catalog, phase: 'choosing', step: 'slot', type: 'KONTROLLE', calendar: 'dr-mueller', moving }
	const windows = [{ calendar: 'dr-mueller', start: at('08:30'), end: at('09:00') }, { calendar: 'dr-mueller', start: at('09:45'), end: at('10:00') }]
	const known = reduce(state, { do: 'free', from: '2026-11-26', to: '2027-01-21', windows })
	expect(slotsOnOffer({ ...known, moving: null }, catalog, config)).toEqual([])
	expect(slotsOnOffer(known, catalog, config).map(({ start }) => start)).toEqual([at('08:30'), at('08:45'), at('09:15')])
})
