// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DateFormatter } from '../../format/dates.ts'
import type { Catalog } from '../../types.ts'
import type { Slot } from '../slots/layout.ts'

/** When an appointment takes place now, and with whom where that isn't whose it was. @param calendar id of the calendar it came from */
export function slotText({ calendar: to, start, end }: Slot, calendar: string, catalog: Catalog, formatter: DateFormatter): string {
	const time = `${formatter.shortDay(new Date(start))}, ${formatter.range(new Date(start), new Date(end))}`
	return to === calendar ? time : `${time}, ${catalog.calendars.find(({ id }) => id === to)?.displayName ?? to}`
}
