// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { aCatalog } from '../../testing.ts'
import { tint, treatmentOf } from './colours.ts'

type Colour = readonly [number, number, number]

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
	const [red, green, blue] = colour.map((part) => {
		const share = part / 255
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
	}) as [number, number, number]
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: Colour, other: Colour): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
	return (light + 0.05) / (dark + 0.05)
}
const mixed = (colour: Colour, ground: Colour, percent: number): Colour => colour.map((part, index) => (part * percent + (ground[index] as number) * (100 - percent)) / 100) as unknown as Colour

/** Text and background of Nextcloud's two themes. */
const themes = [
	{ name: 'light', text: [34, 34, 34], ground: [255, 255, 255], percent: tint.light },
	{ name: 'dark', text: [235, 235, 235], ground: [23, 23, 23], percent: tint.dark },
] as const

describe('treatment colours', () => {
	it.each(themes)('leave the text readable in the $name theme, whatever the colour', ({ text, ground, percent }) => {
		const steps = [0, 51, 102, 153, 204, 255]
		const worst = Math.min(...steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => contrast(text, mixed([red, green, blue], ground, percent))))))
		expect(worst).toBeGreaterThanOrEqual(4.5)
	})

	it('are those of the type, else of the first category that is a treatment', () => {
		const catalog = aCatalog({ categories: [{ code: 'OWN', label: { de: 'Eigene', en: 'Own' }, color: '#123456' }] })
		expect(treatmentOf(catalog, { fields: {}, categories: ['APPOINTMENT', 'OWN'] })?.color).toBe('#123456')
		expect(treatmentOf(catalog, { fields: {}, categories: ['APPOINTMENT', 'WOUND_CARE'] })?.code).toBe('WOUND_CARE')
		expect(treatmentOf(catalog, { fields: {}, categories: ['APPOINTMENT'] })).toBeNull()
	})
})
