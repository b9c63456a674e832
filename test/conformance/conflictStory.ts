// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { send, type Answer } from './client.ts'
import { edit } from './event.ts'
import { book, change, fetchObject, minute, objectUrl, offered, pickSlot, put, type Booked } from './fixtures.ts'
import { inside } from './inside.ts'

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
/** A PUT's changes that move an appointment. */
export const at = (start: number, length: number): Record<string, string> => ({ DTSTART: stamp(start), DTEND: stamp(start + length) })

/** A patient's change, and what a client knew before. */
export interface Story {
	readonly booked: Booked
	/** where the patient moves it */
	readonly elsewhere: number
	readonly length: number
	/** as the PVS read it, before the patient's change */
	readonly old: { readonly text: string; readonly etag: string }
	/** after it */
	readonly now: { readonly text: string; readonly etag: string }
}

type Guest = 'moves' | 'cancels' | 'does nothing'

/** A booking that the practice has confirmed; then the patient acts, so many seconds ago. */
export async function story(guest: Guest, secondsAgo: number, overrides: Record<string, string> = {}): Promise<Story> {
	const { calendar, type } = await offered('manual')
	const length = type.durationMinutes * minute
	const booked = await book('manual', overrides)
	const elsewhere = await pickSlot(calendar, type)
	expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
	const old = await fetchObject('pvs', calendar, booked.uri)
	if (guest === 'moves') inside(booked, { do: 'write', ics: edit(old.text, { ...at(elsewhere, length), STATUS: 'TENTATIVE' }) })
	if (guest === 'cancels') inside(booked, { do: 'write', ics: edit(old.text, { STATUS: 'CANCELLED' }) })
	if (secondsAgo > 0) inside(booked, { do: 'age', seconds: secondsAgo })
	return { booked, elsewhere, length, old, now: await fetchObject('pvs', calendar, booked.uri) }
}

/** What a client sends: If-Match with the old or the current ETag, or none. */
export type Condition = 'old' | 'current' | 'none' | '*' | 'If: old'

function condition(name: Condition, { old, now }: Story): Record<string, string> {
	if (name === 'If: old') return { If: `([${old.etag}])` }
	return name === 'none' ? {} : { 'If-Match': name === 'old' ? old.etag : name === 'current' ? now.etag : '*' }
}

/** PUT of the object as the client read it, with its changes, or DELETE. */
export async function write(account: 'pvs' | 'staff' | 'admin', method: 'PUT' | 'DELETE', name: Condition, told: Story, changes: Record<string, string>): Promise<Answer> {
	const { booked: { calendar, uri }, old, now } = told
	const headers = condition(name, told)
	if (method === 'DELETE') return send(account, 'DELETE', objectUrl(account, calendar, uri), { headers })
	return put(account, calendar, uri, edit(name === 'old' || name === 'If: old' ? old.text : now.text, changes), { headers })
}

/** Whether the log tells of a conflict about it. */
export const isConflict = (booked: Booked): boolean => inside(booked, { do: 'look' }).log.some((entry) => entry.code === 'CONFLICT' && entry.level === 'WARNING')
