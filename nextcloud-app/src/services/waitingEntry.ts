// SPDX-License-Identifier: AGPL-3.0-or-later
// Loaded with the first entry that is written: it brings ical.js.
import { calendarText, parseCalendar, readEntry, renderEntry, todoOf, writeEntry, type EntryPractice, type WaitingEntry } from '@sprechstunde/core'
import { load, store } from './caldav.ts'
import type { WaitingItem } from './waiting.ts'

/** What the form of an entry says. */
export type EntryDraft = Pick<WaitingEntry, 'priority' | 'earliest' | 'latest' | 'calendars' | 'times' | 'fields' | 'note'>

/** Puts somebody on the list; rejects with an AxiosError. `related`: UID of the appointment that could be moved forward. @param now milliseconds since the epoch */
export async function createEntry(list: { readonly href: string, readonly domain: string }, draft: EntryDraft & Pick<WaitingEntry, 'related'>, practice: EntryPractice, now: number): Promise<void> {
	const name = `waiting-${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
	const entry: WaitingEntry = { ...draft, uid: `${name}@${list.domain}`, status: 'NEEDS-ACTION', created: now, fields: { source: 'PRACTICE', ...draft.fields } }
	await store(`${list.href}${name}.ics`, calendarText(writeEntry(entry, practice, now)), null)
}

/** Changes the version that the form was filled from, and nothing that it doesn't show; rejects with an AxiosError (412 where there is a newer one). */
export async function changeEntry(item: WaitingItem, draft: EntryDraft, practice: EntryPractice, now: number): Promise<void> {
	const parsed = parseCalendar((await load(item.href)).text)
	const todo = parsed.ok ? todoOf(parsed.value) : undefined
	if (!parsed.ok || todo === undefined) throw new Error('The calendar object holds no task')
	const before = readEntry(todo, practice.practice.timeZone)
	renderEntry(parsed.value, todo, { ...before, ...draft, fields: { ...before.fields, ...draft.fields } }, practice, now)
	await store(item.href, calendarText(parsed.value), item.etag)
}
