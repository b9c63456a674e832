// SPDX-License-Identifier: AGPL-3.0-or-later
import type { EventInput } from '@fullcalendar/core'
import { dayOf, type Interval } from '@sprechstunde/core'
import { typeLabel } from '../../format/labels.ts'
import { language, t } from '../../l10n.ts'
import { practiceZone } from '../../services/session.ts'
import type { Catalog, CatalogCalendar } from '../../types.ts'
import { treatmentOf } from './colours.ts'
import { closedHours } from './hours.ts'
import type { CalendarItem } from './objects.ts'
import { toWall } from './wall.ts'

/** What the grid writes into an entry. */
export interface GridFacts {
	readonly item: CalendarItem
	readonly title: string
	/** type of the appointment */
	readonly detail: string
	/** CSS colour of the treatment */
	readonly color: string | null
	readonly doubled: boolean
	readonly doctor: string
}

/** Where an entry stands while its move is on its way. */
export interface Place {
	readonly calendar: string
	readonly start: number
	readonly end: number
}

export function titleOf({ entry }: CalendarItem): string {
	if (entry.kind === 'block') return entry.summary || t('Blocked')
	return entry.fields['patientName'] || entry.summary || t('Untitled')
}

/** Whether it can be moved: not what is cancelled, and of series only blocks. */
export function isMovable({ entry }: CalendarItem): boolean {
	return entry.status !== 'CANCELLED' && (entry.recurrenceId === null || entry.kind === 'block')
}

/** Name of a calendar in a column's head. */
export function calendarLabel(calendar: CatalogCalendar | undefined): string {
	return calendar === undefined ? '' : calendar.doctor || calendar.displayName
}

export function gridEvent(catalog: Catalog, item: CalendarItem, place: Place, doubled: boolean): EventInput {
	const { entry } = item
	const facts: GridFacts = {
		item,
		title: titleOf(item),
		detail: entry.kind === 'block' ? '' : typeLabel(catalog, entry.fields['appointmentType'], language()),
		color: entry.kind === 'block' ? null : treatmentOf(catalog, entry)?.color ?? null,
		doubled,
		doctor: calendarLabel(catalog.calendars.find(({ id }) => id === place.calendar)),
	}
	return {
		id: item.id,
		resourceId: place.calendar,
		title: facts.title,
		allDay: entry.allDay,
		start: entry.allDay ? dayOf(place.start, practiceZone()) : toWall(place.start),
		end: entry.allDay ? dayOf(place.end, practiceZone()) : toWall(place.end),
		editable: isMovable(item),
		classNames: ['calendar-event', `calendar-event--${entry.kind}`, `calendar-event--${entry.status.toLowerCase()}`, ...(doubled ? ['calendar-event--doubled'] : [])],
		extendedProps: { facts },
	}
}

/** The hours in which a calendar is closed, behind its entries. */
export function closedEvents(calendars: readonly CatalogCalendar[], range: Interval): EventInput[] {
	return calendars.flatMap((calendar) => closedHours(calendar, range).map(({ start, end }) => ({
		id: `closed ${calendar.id} ${start}`,
		resourceId: calendar.id,
		start: toWall(start),
		end: toWall(end),
		display: 'background',
		classNames: ['calendar-closed'],
	})))
}

/** A free slot that was looked for. */
export function foundEvent({ calendar, start, end }: Place): EventInput {
	return { id: 'found', resourceId: calendar, start: toWall(start), end: toWall(end), display: 'background', classNames: ['calendar-found'] }
}
