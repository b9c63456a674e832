// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { ocs, type Answer, type Slot } from './client.ts'
import { toICalendar } from './event.ts'
import { book, bookingProperties, freeWindows, iso, minute, newUid, offered, pickSlot, put } from './fixtures.ts'
import type { AccountName } from './target.ts'

export interface Hold { readonly status: number; readonly codes: readonly string[]; readonly token: string; readonly expires: number; readonly seconds: number; readonly alternatives: readonly Slot[] }

export const random = (): string => randomBytes(16).toString('base64url')
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const given: string[] = []

/** Asks to hold a slot of the type that is approved by hand; every other client is another one. */
export async function hold(start: number, changes: Readonly<Record<string, unknown>> = {}, account: AccountName = 'booking'): Promise<Hold> {
	const { calendar, type } = await offered('manual')
	const body = JSON.stringify({ calendar, type: type.code, start: iso(start), end: iso(start + type.durationMinutes * minute), client: random(), ...changes })
	const { answer, data, codes } = await ocs(account, 'holds', { method: 'POST', body })
	if (answer.status === 201) given.push(String(data.token))
	return { status: answer.status, codes, token: String(data.token), expires: Date.parse(String(data.expires)), seconds: Number(data.seconds), alternatives: (data.alternatives ?? []) as Slot[] }
}

/** Gives back what a token holds; the answer's status. */
export async function release(token: string, account: AccountName = 'booking'): Promise<number> {
	return (await ocs(account, `holds/${token}`, { method: 'DELETE' })).answer.status
}

/** A free slot of that type. */
export async function aSlot(): Promise<number> {
	const { calendar, type } = await offered('manual')
	return pickSlot(calendar, type)
}

/** Whether the website is offered the slot. */
export const isFree = async (start: number): Promise<boolean> => {
	const { calendar, type } = await offered('manual')
	const end = start + type.durationMinutes * minute
	return (await freeWindows(calendar, start, end)).some((window) => window.start <= start && window.end >= end)
}

/** Books the slot, with a hold's token or without. */
export const bookAt = async (start: number, token?: string): Promise<Answer> => (await book('manual', {}, start, token === undefined ? {} : { 'X-Sprechstunde-Hold': token })).answer

/** Waits until something is so, as long as the test runs. */
export async function until(so: () => Promise<boolean>): Promise<void> {
	while (!await so()) await new Promise((done) => { setTimeout(done, 200) })
}

/** Enters an appointment there, as the practice does it; the answer's status. */
export async function practiceBooks(account: 'staff' | 'pvs' | 'admin', start: number): Promise<number> {
	const { calendar, type } = await offered('manual')
	const uid = newUid()
	return (await put(account, calendar, `${uid}.ics`, toICalendar({ events: [bookingProperties(uid, type, start)] }))).status
}

/** Releases what a test held. */
export async function releaseAll(): Promise<void> {
	for (const token of given.splice(0)) await release(token)
}
