// SPDX-License-Identifier: GPL-3.0-or-later
// The second door: what a patient's page needs to lay out slots, without ical.js.
export { byTime, clip, contains, intersect, merge, overlaps, subtract, type Interval } from './scheduling/interval.ts'
export { layoutSlots, type SlotType } from './scheduling/slots.ts'
export { addDays, dayOf, formatInstant, instantOfDay, instantOfWallClock, minuteOfDay, parseInstant, wallClock, weekdayOf } from './scheduling/zonedTime.ts'
