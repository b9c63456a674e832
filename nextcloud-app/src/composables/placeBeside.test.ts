// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { placeBeside } from './placeBeside.ts'

const at = (left: number, top: number): { left: number, right: number, top: number, bottom: number } => ({ left, right: left + 100, top, bottom: top + 40 })
const box = { width: 380, height: 300 }

describe('placeBeside', () => {
	it.each([
		['to the right, in the middle of its height', at(300, 400), { width: 1280, height: 900 }, { left: 408, top: 270 }],
		['to the left where there is no room', at(1000, 400), { width: 1280, height: 900 }, { left: 612, top: 270 }],
		['never above the window', at(300, 0), { width: 1280, height: 900 }, { left: 408, top: 16 }],
		['nor below it', at(300, 880), { width: 1280, height: 900 }, { left: 408, top: 584 }],
		['under it on a phone', at(50, 100), { width: 412, height: 800 }, { left: 16, top: 148 }],
		['above it at a phone’s lower end', at(50, 700), { width: 412, height: 800 }, { left: 16, top: 392 }],
		['over it where there is no room at all', at(50, 150), { width: 412, height: 340 }, { left: 16, top: 24 }],
	])('%s', (_, anchor, window, place) => {
		expect(placeBeside(anchor, box, window)).toEqual(place)
	})
})
