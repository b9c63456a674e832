// SPDX-License-Identifier: AGPL-3.0-or-later
import { addressTable, calendarNames, type Practice } from '@sprechstunde/core'

/** Host of the website: of the page for patients' links, else the practice's domain. */
export function websiteHost({ website, practice }: Practice): string {
	return website.manageUrl !== null && URL.canParse(website.manageUrl) ? new URL(website.manageUrl).host : practice.domain
}

/** What somebody types as the website, reduced to its host. */
export function hostIn(text: string): string {
	const trimmed = text.trim()
	const address = trimmed.includes('://') ? trimmed : `https://${trimmed}`
	return URL.canParse(address) ? new URL(address).host : ''
}

export interface PublicAddress {
	readonly url: string
	/** null: the root, from which programs find all of an account's calendars */
	readonly calendar: string | null
}

/** The root, then each name of each calendar, the main one first. */
export function calendarAddresses(practice: Practice, host: string): PublicAddress[] {
	const root = `https://${host}${addressTable.prefix}/`
	const names = [...calendarNames(practice)].sort(([, a], [, b]) => Number(b.main) - Number(a.main))
	return [{ url: root, calendar: null }, ...names.map(([name, calendar]) => ({ url: `${root}calendars/${encodeURIComponent(name)}/`, calendar: calendar.displayName }))]
}

/** Feed of the main calendar, as the guide names it, or of all calendars. */
export function feedAddress(host: string, of: 'main' | 'all', token?: string): string {
	const folder = of === 'main' ? `calendars/${addressTable.main[0]}` : 'calendars'
	return `https://${host}${addressTable.prefix}/${folder}/${addressTable.feed}${token === undefined ? '' : `?token=${token}`}`
}
