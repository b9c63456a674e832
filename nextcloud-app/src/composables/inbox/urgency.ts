// SPDX-License-Identifier: AGPL-3.0-or-later
import { elapsedAfter } from '../../format/dates.ts'
import { locale, t } from '../../l10n.ts'
import type { AppointmentRequest } from '../../types.ts'

const hour = 3_600_000
/** An appointment that is this near can't wait: the patient has to hear of it in time. */
const nearHours = 24
/** Where the practice hasn't said otherwise. */
export const defaultEscalationHours = 24

/** Why a request comes before others; the first of them is the most urgent. */
export const urgencies = ['missed', 'near', 'overdue', 'none'] as const
export type Urgency = (typeof urgencies)[number]

/**
 * @param now milliseconds since the epoch
 * @param escalationHours after which an unanswered request is reported; null: never
 */
export function urgencyOf(request: AppointmentRequest, now: number, escalationHours: number | null): Urgency {
	const start = Date.parse(request.start)
	if (start <= now) return 'missed'
	if (start - now < nearHours * hour) return 'near'
	return escalationHours !== null && now - waitingSince(request) >= escalationHours * hour ? 'overdue' : 'none'
}

/** The most urgent first; of equally urgent ones the next appointment where time presses, else the one that waits longest. */
export function byUrgency(requests: readonly AppointmentRequest[], now: number, escalationHours: number | null): readonly AppointmentRequest[] {
	const keyed = requests.map((request) => {
		const urgency = urgencyOf(request, now, escalationHours)
		const age = waitingSince(request)
		const start = Date.parse(request.start)
		return { request, key: [urgencies.indexOf(urgency), ...(urgency === 'missed' || urgency === 'near' ? [start, age] : [age, start])] }
	})
	return keyed.sort((one, other) => one.key.map((value, index) => value - (other.key[index] ?? 0)).find((difference) => difference !== 0) ?? 0).map(({ request }) => request)
}

/** The reason in words; empty where nothing is urgent. */
export function urgencyText(request: AppointmentRequest, now: number, urgency: Urgency): string {
	switch (urgency) {
		case 'missed': return t('Its time has passed')
		case 'near': return t('In {duration}', { duration: elapsedAfter(locale(), Date.parse(request.start) - now) })
		case 'overdue': return t('Unanswered for {duration}', { duration: elapsedAfter(locale(), now - waitingSince(request)) })
		default: return ''
	}
}

/** Milliseconds since the epoch. */
export function waitingSince(request: AppointmentRequest): number {
	return Date.parse(request.waitingSince ?? request.createdAt)
}
