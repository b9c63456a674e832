// SPDX-License-Identifier: GPL-3.0-or-later
import type { Component } from '../icalendar/parseCalendar.ts'
import type { Practice } from '../practice/practice.ts'
import { mapIn } from './mapIn.ts'
import type { MapContext } from './mapOut.ts'
import { repair, type RepairId } from './repairs/repairs.ts'

/** What is put right last: how long an appointment takes depends on its type, and that may be said in the program's own words. */
const afterMap: readonly RepairId[] = ['zeroLength']

/**
 * What a program means by what it wrote, with the repairs of its profile and read by its map: a copy.
 *
 * @param previous what is stored; null where the object is new
 * @param context null where it has no map
 * @param now milliseconds since the epoch
 */
export function readWritten(object: Component, previous: Component | null, repairs: readonly RepairId[], context: MapContext | null, practice: Practice, now: number): Component {
	const repaired = repair(object, previous, repairs.filter((id) => !afterMap.includes(id)), practice)
	const read = context === null ? repaired : mapIn(repaired, previous, context, now)
	return repair(read, previous, repairs.filter((id) => afterMap.includes(id)), practice)
}
