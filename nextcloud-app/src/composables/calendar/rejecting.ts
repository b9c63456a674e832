// SPDX-License-Identifier: AGPL-3.0-or-later
import { formatInstant } from '@sprechstunde/core'
import type { AppointmentRequest } from '../../types.ts'
import type { CalendarItem } from './objects.ts'

/** The entry as the dialog for rejections knows a request. */
export function requestOf({ entry, calendar, href, etag }: CalendarItem): AppointmentRequest {
	return {
		uid: entry.uid, calendar, href, etag,
		start: formatInstant(entry.start),
		end: formatInstant(entry.end),
		createdAt: '',
		fields: entry.fields as Readonly<Record<string, string>>,
		summary: entry.summary,
		conflicts: [],
	}
}
