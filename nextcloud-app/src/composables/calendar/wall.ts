// SPDX-License-Identifier: AGPL-3.0-or-later
// FullCalendar knows named time zones only with a library of its own. It runs in “UTC” instead, and is given the practice's wall clock as if it were UTC.
import { instantOfWallClock, wallClock } from '@sprechstunde/core'
import { practiceZone } from '../../services/session.ts'

/** The wall clock of an instant, as a Date whose UTC parts say it. */
export function toWall(instant: number): Date {
	return new Date(wallClock(instant, practiceZone()))
}

/** The instant of such a Date. */
export function fromWall(wall: Date): number {
	return instantOfWallClock(wall.getTime(), practiceZone())
}
