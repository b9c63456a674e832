// SPDX-License-Identifier: AGPL-3.0-or-later
import type { CalendarApi, EventInput } from '@fullcalendar/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDrawnEvents, type DrawnEvents } from './drawnEvents.ts'

const week = (count: number, from = 0): EventInput[] => Array.from({ length: count }, (_, index) => ({ id: `${from + index}`, resourceId: 'a', start: new Date(Date.UTC(2027, 0, 4 + index % 5, 8)) }))
const closed: EventInput = { id: 'closed', resourceId: 'a', start: new Date(Date.UTC(2027, 0, 4)), display: 'background' }

/** A grid that asks its sources as FullCalendar does. */
function gridOf(drawn: DrawnEvents): { api: CalendarApi, shown: Map<string, string[]>, changes: string[], events: EventInput[] } {
	const grid = { shown: new Map<string, string[]>(), changes: [] as string[], events: [] as EventInput[], api: null as unknown as CalendarApi }
	const ask = (source: string): void => { grid.shown.set(source, drawn.of(source, grid.events).map(({ id }) => id ?? '')) }
	grid.api = {
		refetchEvents: () => drawn.sources.forEach(ask),
		getEventSourceById: (id: string) => ({ refetch: () => ask(id) }),
		getEventById: (id: string) => ({ remove: () => grid.changes.push(`- ${id}`) }),
		addEvent: ({ id }: EventInput, source: string) => grid.changes.push(`+ ${id} ${source}`),
	} as unknown as CalendarApi
	return grid
}
const count = ({ shown }: { shown: Map<string, string[]> }): number => [...shown.values()].flat().length

describe('createDrawnEvents', () => {
	beforeEach(() => {
		vi.useFakeTimers()
		vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, 16))
	})
	afterEach(() => {
		vi.useRealTimers()
		vi.unstubAllGlobals()
	})

	it('gives a few entries at once, and afterwards only what has changed', () => {
		const drawn = createDrawnEvents()
		const grid = gridOf(drawn)
		grid.events = [closed, ...week(30)]
		drawn.draw(grid.api, grid.events, null)
		expect(count(grid)).toBe(31)
		const moved = { ...grid.events[3] as EventInput }
		drawn.draw(grid.api, grid.events.filter((_, index) => index !== 5).map((event, index) => index === 3 ? moved : event), null)
		expect(grid.changes).toEqual(['- 4', '- 2', expect.stringMatching(/^\+ 2 entries-\d$/)])
	})

	it('shows many part by part, a frame each, what lies behind them first', () => {
		const drawn = createDrawnEvents()
		const grid = gridOf(drawn)
		grid.events = [closed, ...week(300)]
		drawn.draw(grid.api, grid.events, null)
		expect(count(grid)).toBe(1)
		const seen: number[] = []
		for (let frame = 0; frame < 4; frame++) {
			vi.advanceTimersByTime(18)
			seen.push(count(grid))
		}
		expect(seen[0]).toBeGreaterThan(1)
		expect(seen[1]).toBeGreaterThan(seen[0] as number)
		expect(seen[2]).toBeGreaterThan(seen[1] as number)
		expect(seen[3]).toBe(301)
		expect(vi.getTimerCount()).toBe(0)
	})

	it('shows days before their entries where those are more than some, and those of a part together', () => {
		const drawn = createDrawnEvents()
		const grid = gridOf(drawn)
		grid.events = [closed, ...week(64)]
		drawn.draw(grid.api, grid.events, () => grid.api.refetchEvents())
		expect(count(grid)).toBe(1)
		vi.advanceTimersByTime(18)
		expect(count(grid)).toBe(65)
		expect(vi.getTimerCount()).toBe(0)
	})

	it('turns to other days before their entries, also where the last turn has not ended', () => {
		const drawn = createDrawnEvents()
		const grid = gridOf(drawn)
		grid.events = week(300)
		drawn.draw(grid.api, grid.events, null)
		vi.advanceTimersByTime(20)
		grid.events = [closed, ...week(200, 1000)]
		const turn = vi.fn(() => grid.api.refetchEvents())
		drawn.draw(grid.api, grid.events, turn)
		expect(turn).toHaveBeenCalledOnce()
		expect(count(grid)).toBe(1)
		vi.runAllTimers()
		expect(count(grid)).toBe(201)
		expect([...grid.shown.values()].flat()).toContain('1199')
	})

	it('a change meanwhile is not lost', () => {
		const drawn = createDrawnEvents()
		const grid = gridOf(drawn)
		grid.events = week(300)
		drawn.draw(grid.api, grid.events, null)
		vi.advanceTimersByTime(20)
		grid.events = [...grid.events.slice(1), ...week(1, 500)]
		drawn.draw(grid.api, grid.events, null)
		vi.runAllTimers()
		expect([...grid.shown.values()].flat().sort()).toEqual(grid.events.map(({ id }) => id).sort())
	})
})
