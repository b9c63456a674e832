// SPDX-License-Identifier: AGPL-3.0-or-later

interface Size {
	readonly width: number
	readonly height: number
}

interface Rectangle {
	readonly left: number
	readonly right: number
	readonly top: number
	readonly bottom: number
}

/** CSS pixels between the two, and from the window's edge. */
const gap = 8
const edge = 16

/** Where a box stands beside something in the window, all in CSS pixels: to its right or left, else below or above it, else as near as the window allows. */
export function placeBeside(anchor: Rectangle, { width, height }: Size, window: Size): { readonly left: number, readonly top: number } {
	const within = (wanted: number, size: number, room: number): number => Math.max(edge, Math.min(wanted, room - edge - size))
	const fits = (start: number, size: number, room: number): boolean => start >= edge && start + size <= room - edge
	const beside = [anchor.right + gap, anchor.left - gap - width].find((left) => fits(left, width, window.width))
	if (beside !== undefined) return { left: beside, top: within((anchor.top + anchor.bottom - height) / 2, height, window.height) }
	const under = [anchor.bottom + gap, anchor.top - gap - height].find((top) => fits(top, height, window.height))
	return { left: within(anchor.left, width, window.width), top: under ?? within(anchor.bottom + gap, height, window.height) }
}
