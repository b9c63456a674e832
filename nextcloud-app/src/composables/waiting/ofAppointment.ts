// SPDX-License-Identifier: AGPL-3.0-or-later
import { formatInstant, type FieldValues } from '@sprechstunde/core'
import type { WaitingItem } from '../../services/waiting.ts'

/** An appointment whose patient may wait for something earlier. */
export interface Waitable {
	readonly uid: string
	readonly kind: 'appointment' | 'block'
	readonly status: string
	/** epoch milliseconds */
	readonly start: number
	readonly fields: FieldValues
}

/** They say where the appointment stands or what was agreed to for it, not who waits. */
const notOfEntry = new Set(['requiresConfirmation', 'statusReason', 'consent', 'earlierConsent'])

/** Whether there is anything earlier to wait for. @param now epoch milliseconds */
export function canWait({ kind, status, start }: Waitable, isSeries: boolean, now: number): boolean {
	return kind === 'appointment' && !isSeries && status !== 'CANCELLED' && start > now
}

/** What an entry of the list keeps of an appointment. */
export function fieldsOfEntry(fields: FieldValues): FieldValues {
	return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !notOfEntry.has(name) && value !== ''))
}

/** A consent as it is stored: version of its text, and when it was given. @param now epoch milliseconds */
export function consentValue(version: string, now: number): string {
	return `${version} ${formatInstant(Math.floor(now / 1000) * 1000)}`
}

/** The entry by which an appointment's patient waits already. */
export function entryOf(uid: string, entries: readonly WaitingItem[]): WaitingItem | undefined {
	return entries.find(({ relatedUid }) => relatedUid === uid)
}
