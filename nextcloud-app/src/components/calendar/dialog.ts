// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Place } from '../../composables/calendar/gridEvents.ts'
import type { CalendarItem } from '../../composables/calendar/objects.ts'

/** The one dialog that is open over the calendar. */
export type CalendarDialog =
	| { readonly kind: 'move', readonly item: CalendarItem }
	| { readonly kind: 'double', readonly item: CalendarItem, readonly to: Place, readonly conflicts: readonly CalendarItem[] }
	| { readonly kind: 'reject', readonly item: CalendarItem }
	| { readonly kind: 'new', readonly place: Place }
	| { readonly kind: 'block', readonly place: Place }
	| { readonly kind: 'free' }
