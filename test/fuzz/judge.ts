// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarText, issue, judgeWrite, limits, parseCalendar, parseJcal, type Component, type Practice, type Result, type WriteRequest } from '@sprechstunde/core'

/** One write, as both guards are asked about it. */
export interface Write {
	readonly role: 'booking' | 'staff' | 'admin' | 'pvs'
	readonly operation: 'create' | 'update'
	readonly next: string
	readonly previous: string | null
	/** epoch seconds */
	readonly now: number
	readonly calendar: string
	readonly objectUri: string
	readonly change: { readonly from: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'; readonly to: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'; readonly secondsAgo: number } | null
}

/** What a guard says, in a form in which two of them can be compared. */
export type Judgement =
	| { readonly ok: false; readonly issues: readonly string[] }
	| {
		readonly ok: true
		readonly kind: string
		readonly status: string | null
		readonly transition: string | null
		readonly exclusive: boolean
		readonly changed: boolean
		readonly claims: readonly (readonly [number, number])[]
		/** iCalendar */
		readonly stored: string
	}
	| { readonly crash: string }

/** iCalendar or jCal, by what the text begins with. */
export function readBody(text: string): Result<Component> {
	if (Buffer.byteLength(text) > limits.objectBytes) return { ok: false, issues: [issue('OBJECT_TOO_LARGE')] }
	if (!text.trimStart().startsWith('[')) return parseCalendar(text)
	try {
		return parseJcal(JSON.parse(text))
	} catch {
		return { ok: false, issues: [issue('OBJECT_MALFORMED')] }
	}
}

/** The TypeScript guard's judgement. */
export function judge(write: Write, practice: Practice): Judgement {
	try {
		const next = readBody(write.next)
		if (!next.ok) return { ok: false, issues: next.issues.map((one) => one.code) }
		const previous = write.previous === null ? null : readBody(write.previous)
		const request: WriteRequest = {
			role: write.role, operation: write.operation, next: next.value, previous: previous?.ok === true ? previous.value : null, practice,
			calendar: write.calendar, now: write.now * 1000, objectUri: write.objectUri, previousStatusChange: write.change,
		}
		const verdict = judgeWrite(request)
		if (!verdict.ok) return { ok: false, issues: verdict.issues.map((one) => `${one.code} ${one.path ?? ''}`.trim()) }
		const { kind, status, transition, exclusive, changed, claims, calendar } = verdict
		return {
			ok: true, kind, status, transition, exclusive, changed, claims: claims.map(({ start, end }) => [Math.floor(start / 1000), Math.floor(end / 1000)]),
			stored: calendar === null ? '' : calendarText(calendar),
		}
	} catch (error) {
		return { crash: String(error) }
	}
}
