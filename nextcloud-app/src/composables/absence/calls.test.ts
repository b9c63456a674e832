// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { dateFormatter } from '../../format/dates.ts'
import { aCatalog } from '../../testing.ts'
import { useCalls } from './calls.ts'
import type { Affected, Plan } from './plan.ts'
import { slotText } from './slotText.ts'

const affected = (href: string, email: string): Affected => ({ href, etag: '', calendar: 'ill', status: 'CONFIRMED', start: 0, end: 1, fields: { email }, summary: href, series: false })

it('lists whoever has no address or could not be changed, until all are ticked', () => {
	const finished = ref(false)
	const calls = useCalls({
		affected: shallowRef([affected('mailed', 'a@b.example'), affected('failed', 'a@b.example'), affected('silent', ''), affected('kept', '')]),
		plans: new Map<string, Plan>([['mailed', { kind: 'cancel' }], ['failed', { kind: 'cancel' }], ['silent', { kind: 'cancel' }]]),
		results: new Map([['mailed', { done: true, text: '' }], ['failed', { done: false, text: 'x' }], ['silent', { done: true, text: '' }]]),
		finished,
	})
	expect(calls.list.value.map(({ about }) => about.href)).toEqual(['failed', 'silent'])
	expect(calls.isOpen.value).toBe(false)
	finished.value = true
	calls.tick('failed')
	expect(calls.isOpen.value).toBe(true)
	calls.tick('silent')
	expect(calls.isOpen.value).toBe(false)
	calls.tick('silent')
	expect(calls.isOpen.value).toBe(true)
})

it('names the doctor where it is another one', () => {
	const calendar = (id: string): ReturnType<typeof aCatalog>['calendars'][number] => ({ id, displayName: `Dr. ${id}`, doctor: id, room: '', color: '#000000', types: [], weeklyHours: {}, exceptions: [], href: `/${id}/` })
	const catalog = aCatalog({ calendars: [calendar('ill'), calendar('well')] })
	const slot = { calendar: 'well', start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T08:30:00Z') }
	const formatter = dateFormatter('de', 'Europe/Berlin')
	expect(slotText(slot, 'ill', catalog, formatter)).toBe('Di., 1. Dez., 09:00–09:30 Uhr, Dr. well')
	expect(slotText(slot, 'well', catalog, formatter)).toBe('Di., 1. Dez., 09:00–09:30 Uhr')
})
