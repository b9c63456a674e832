// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type { LogFilter, LoggedEntry, LogPage } from '../../services/log.ts'
import { createLogList } from './entries.ts'
import { filterOf, isBackwards, type LogChoice } from './filter.ts'

const all: LogFilter = { from: null, to: null, levels: [], codes: [], uid: '', search: '' }
const entry = (id: number): LoggedEntry => ({ id, at: '2026-12-01T08:00:00Z', level: 'INFO', code: 'MAIL_SENT', actor: '', actorName: '', role: '', way: '', calendar: '', uid: `u${id}`, href: null, params: {} })
const page = (before: number | null, ...ids: number[]): LogPage => ({ entries: ids.map(entry), before })
const ids = (list: ReturnType<typeof createLogList>): number[] => (list.entries.value ?? []).map(({ id }) => id)

describe('the list of the log', () => {
	it('is loaded page by page', async () => {
		const asked: (number | null)[] = []
		const list = createLogList({ fetch: async (_, before) => { asked.push(before); return before === null ? page(8, 9, 8) : page(null, 7) }, resolve: async () => ({}) })
		await list.show(all)
		expect([ids(list), list.hasMore.value]).toEqual([[9, 8], true])
		await list.more()
		expect([ids(list), list.hasMore.value, asked]).toEqual([[9, 8, 7], false, [null, 8]])
		await list.renew()
		expect(asked).toHaveLength(2)
	})

	it('shows what was asked last, whatever is answered first', async () => {
		const answers: ((page: LogPage) => void)[] = []
		const list = createLogList({ fetch: () => new Promise((resolve) => { answers.push(resolve) }), resolve: async () => ({}) })
		const [first, second] = [list.show(all), list.show({ ...all, search: 'b' })]
		answers[1]?.(page(null, 2))
		await second
		answers[0]?.(page(null, 1))
		expect([await first, ids(list), list.loading.value]).toEqual([false, [2], false])
	})

	it('keeps what it has where the server fails, and says so', async () => {
		let fails = false
		const list = createLogList({ fetch: async () => { if (fails) throw new Error('x'); return page(5, 5) }, resolve: async () => { throw new Error('x') } })
		await list.show(all)
		fails = true
		await list.more()
		expect([ids(list), list.problem.value?.kind, list.loading.value]).toEqual([[5], 'refused', false])
	})

	it('asks for each patient once, and remembers who is gone', async () => {
		const asked: (readonly string[])[] = []
		const list = createLogList({ fetch: async () => page(null), resolve: async (uids) => { asked.push(uids); return { a: { name: 'Erika', start: null, end: null, deleted: false } } } })
		await list.resolve(['a', 'b', 'a', ''])
		await list.resolve(['b'])
		expect(asked).toEqual([['a', 'b']])
		expect([list.patients.value.get('a')?.name, list.patients.value.get('b')]).toEqual(['Erika', null])
	})
})

const choice: LogChoice = { levels: [], kind: null, period: 'all', first: '', last: '', uid: '', search: '' }
const asked = (part: Partial<LogChoice>, now = 0): LogFilter => filterOf({ ...choice, ...part }, now, 'Europe/Berlin')

it('a kind stands for its codes, a period for the time since', () => {
	const filter = asked({ levels: ['ERROR'], kind: 'sync', period: 'day' }, Date.parse('2026-12-02T08:00:00.500Z'))
	expect(filter).toMatchObject({ from: '2026-12-01T08:00:00Z', levels: ['ERROR'] })
	expect(filter.codes).toEqual(expect.arrayContaining(['SYNC_STARTED', 'SYNC_RESUMED']))
	expect(filter.codes).not.toContain('APPOINTMENT_CREATED')
	expect(asked({ uid: 'u' })).toEqual({ ...all, uid: 'u' })
})

it('a range is whole days of the practice, open where a day is missing', () => {
	expect(asked({ period: 'range', first: '2026-10-24', last: '2026-10-25' })).toMatchObject({ from: '2026-10-23T22:00:00Z', to: '2026-10-25T23:00:00Z' })
	expect(asked({ period: 'range', first: '2026-12-01' })).toMatchObject({ from: '2026-11-30T23:00:00Z', to: null })
	expect(asked({ period: 'range', last: '2026-12-01' })).toMatchObject({ from: null, to: '2026-12-01T23:00:00Z' })
	expect(asked({ period: 'week', first: '2026-12-01', last: '2026-12-01' }).to).toBeNull()
	expect([isBackwards({ ...choice, period: 'range', first: '2026-12-02', last: '2026-12-01' }), isBackwards({ ...choice, period: 'range', first: '2026-12-01' })]).toEqual([true, false])
})
