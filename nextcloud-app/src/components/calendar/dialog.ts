// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Place } from '../../composables/calendar/gridEvents.ts'
import type { CalendarItem } from '../../composables/calendar/objects.ts'
import type { SeriesScope } from '../../services/calendarObject.ts'

/** The one dialog that is open over the calendar. */
export type CalendarDialog =
	| { readonly kind: 'move', readonly item: CalendarItem }
	| { readonly kind: 'double', readonly item: CalendarItem, readonly to: Place, readonly conflicts: readonly CalendarItem[], readonly scope: SeriesScope | null }
	| { readonly kind: 'series', readonly item: CalendarItem, readonly to: Place }
	| { readonly kind: 'reject', readonly item: CalendarItem }
	| { readonly kind: 'new', readonly place: Place }
	| { readonly kind: 'block', readonly place: Place }
	| { readonly kind: 'free' }
