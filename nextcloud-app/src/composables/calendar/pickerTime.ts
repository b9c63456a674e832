// SPDX-License-Identifier: AGPL-3.0-or-later
// Nextcloud's native picker shows a Date by the browser's clock; what is typed is meant by the practice's.
import { instantOfWallClock, wallClock } from '@sprechstunde/core'
import { practiceZone } from '../../services/session.ts'

/** A Date whose local parts say the practice's wall clock. */
export function pickerDate(instant: number): Date {
	const wall = new Date(wallClock(instant, practiceZone()))
	return new Date(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), wall.getUTCHours(), wall.getUTCMinutes())
}

/** The instant that was meant; NaN for an invalid Date. */
export function pickerInstant(date: Date): number {
	return Number.isNaN(date.getTime()) ? NaN : instantOfWallClock(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()), practiceZone())
}
