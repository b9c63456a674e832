// SPDX-License-Identifier: GPL-3.0-or-later
import { appointmentCategory, categories } from '../practice/categories.ts'
import type { Category, CategoryName, Practice } from '../practice/practice.ts'

/** Treatments of the practice: the contract's, then its own; an own one replaces one of the same code. */
export function treatments(practice: Practice): Category[] {
	return [...new Map([...categories, ...practice.categories].map((entry) => [entry.code, entry])).values()]
}

/** The names for a program; APPOINTMENT is ours alone. */
export function toNames(codes: readonly string[], names: readonly CategoryName[], practice: Practice): string[] {
	const known = treatments(practice)
	return codes.filter((code) => code !== appointmentCategory)
		.map((code) => names.find((entry) => entry.code === code)?.name ?? known.find((entry) => entry.code === code)?.label[practice.practice.language] ?? code)
}

/** The codes for what a program sent; what means no treatment stays as it is. */
export function toCodes(given: readonly string[], names: readonly CategoryName[], practice: Practice): string[] {
	const known = treatments(practice)
	const lower = (text: string): string => text.trim().toLowerCase()
	return given.map((name) => names.find((entry) => lower(entry.name) === lower(name))?.code
		?? known.find(({ code, label }) => lower(code) === lower(name) || lower(label.de) === lower(name) || lower(label.en) === lower(name))?.code ?? name)
}

/** The treatment that a COLOR (RFC 7986 §5.9, or hex) stands for; null where it is none's, or that of several. */
export function treatmentOfColor(color: string, practice: Practice): string | null {
	const found = treatments(practice).filter((entry) => [entry.color, entry.colorName].includes(color.trim().toLowerCase()))
	return found.length === 1 ? found[0]?.code ?? null : null
}
