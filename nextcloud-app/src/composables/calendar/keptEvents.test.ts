// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Seg } from '@fullcalendar/core/internal'
import { describe, expect, it } from 'vitest'
import { isSamePiece } from './keptEvents.ts'

const [def, instance] = [{}, {}]
const piece = (more: object = {}, of: object = {}): Seg => ({
	start: new Date(0), end: new Date(900_000), isStart: true, isEnd: true, col: 2,
	eventRange: { def, instance, ui: {}, range: { start: new Date(0), end: new Date(900_000) }, isStart: true, isEnd: true, ...of },
	...more,
}) as unknown as Seg

describe('isSamePiece', () => {
	it('takes a piece that was only wrapped anew for the same', () => {
		expect(isSamePiece(piece(), piece())).toBe(true)
	})

	it.each([
		['its time', piece({ end: new Date(1) })], ['its column', piece({ col: 3 })], ['where it ends', piece({ isEnd: false })], ['what it is', piece({}, { def: {} })],
		['which of a series', piece({}, { instance: {} })], ['the whole’s time', piece({}, { range: { start: new Date(0), end: new Date(1) } })],
	])('but not where %s is another', (_, other) => {
		expect(isSamePiece(piece(), other)).toBe(false)
	})
})
