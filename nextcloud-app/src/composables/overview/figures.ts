// SPDX-License-Identifier: AGPL-3.0-or-later
import { statuses, statusLabels, type Language } from '@sprechstunde/core'
import { t } from '../../l10n.ts'
import type { Statistics } from '../../services/overview.ts'

/** Numbers as a chart shows them, and as a table does. */
export interface Figure {
	/** of the groups along the axis */
	readonly labels: readonly string[]
	readonly series: readonly { readonly label: string, readonly color: string, readonly values: readonly number[] }[]
}

/** Names of CSS variables. */
const colors = { CONFIRMED: '--color-primary-element', TENTATIVE: '--color-element-warning', CANCELLED: '--color-text-maxcontrast' } as const

/** Appointments per day, by status. */
export function daysFigure({ days }: Statistics, language: Language, day: (date: string) => string): Figure {
	const order = [...statuses].sort((a, b) => Object.keys(colors).indexOf(a) - Object.keys(colors).indexOf(b))
	return {
		labels: days.map(({ date }) => day(date)),
		series: order.map((status) => ({ label: statusLabels[status]?.[language] ?? status, color: colors[status], values: days.map((one) => one[status]) })),
	}
}

/** Where appointments come from, the most first. */
export function sourcesFigure({ sources }: Statistics, label: string): Figure {
	const names: Readonly<Record<string, string>> = { ONLINE_BOOKING: t('Website'), PRACTICE: t('Practice'), PVS: t('Practice software'), WAITING_LIST: t('Waiting list') }
	const found = Object.entries(sources).sort(([, a], [, b]) => b - a)
	return { labels: found.map(([source]) => names[source] ?? source), series: [{ label, color: '--color-primary-element', values: found.map(([, number]) => number) }] }
}

/** Share in whole percent, down to a whole one; null: nothing to share. */
export function percent(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.floor(part * 100 / whole)
}
