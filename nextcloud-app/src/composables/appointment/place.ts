// SPDX-License-Identifier: AGPL-3.0-or-later
import type { RouteLocationRaw } from 'vue-router'
import type { Catalog } from '../../types.ts'

/** The page of an appointment. `uri`: object URI, the last part of its address. */
export function appointmentPage(calendar: string, uri: string): RouteLocationRaw {
	return { name: 'appointment', params: { calendar, uri } }
}

/** The page of what lies at an address; null where that is in no practice calendar. */
export function pageOf(href: string, catalog: Catalog): RouteLocationRaw | null {
	const calendar = catalog.calendars.find((one) => href.startsWith(one.href))
	return calendar === undefined ? null : appointmentPage(calendar.id, decodeURIComponent(href.slice(calendar.href.length)))
}

/** The address of an appointment, as this account reaches it; null where there is no such calendar. */
export function hrefAt(calendar: string, uri: string, catalog: Catalog): string | null {
	const found = catalog.calendars.find((one) => one.id === calendar)
	return found === undefined ? null : found.href + encodeURIComponent(uri)
}
