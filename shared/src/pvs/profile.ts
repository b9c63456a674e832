// SPDX-License-Identifier: GPL-3.0-or-later
import type { Text } from '../practice/practice.ts'
import type { FieldMap } from '../practice/fieldMap.ts'
import type { RepairId } from './repairs/repairs.ts'

export const capabilities = ['read', 'create', 'edit', 'delete', 'approve', 'fields', 'categories', 'colors', 'calendarPerDoctor', 'waitingList', 'doubleBookingWarning', 'feed', 'rest', 'webhooks'] as const
export type Capability = (typeof capabilities)[number]

/** `client`: run with the real program. `simulated`: a program of ours did what the guide says of it. `none`: not supported. */
export type Evidence = 'client' | 'simulated' | 'none'

export const capabilityLabels: Readonly<Record<Capability, Text>> = {
	read: { de: 'Termine lesen', en: 'Read appointments' },
	create: { de: 'Termine anlegen', en: 'Create appointments' },
	edit: { de: 'Termine verschieben und ändern', en: 'Move and change appointments' },
	delete: { de: 'Termine löschen', en: 'Delete appointments' },
	approve: { de: 'Anfragen bestätigen und ablehnen', en: 'Approve and reject requests' },
	fields: { de: 'Medizinische Felder', en: 'Medical fields' },
	categories: { de: 'Kategorien', en: 'Categories' },
	colors: { de: 'Farben nach Behandlung', en: 'Colours by treatment' },
	calendarPerDoctor: { de: 'Ein Kalender je Ärztin oder Arzt', en: 'One calendar per doctor' },
	waitingList: { de: 'Warteliste', en: 'Waiting list' },
	doubleBookingWarning: { de: 'Warnung bei Doppelbuchung', en: 'Warning of double bookings' },
	feed: { de: 'Kalender als .ics-Adresse', en: 'Calendar as an .ics address' },
	rest: { de: 'REST-Schnittstelle', en: 'REST interface' },
	webhooks: { de: 'Webhooks', en: 'Webhooks' },
}

/** What a step or a settings file may have filled in, as `{name}`. */
export const stepValues = ['server', 'calendarAddress', 'feedAddress', 'user', 'password', 'calendar', 'interval', 'account'] as const
export type StepValue = (typeof stepValues)[number]

/** A practice program: how it is connected, what it shows, what has to be put right in what it sends. */
export interface Profile {
	readonly id: string
	readonly name: string
	/** what the practice clicks, one after the other */
	readonly steps: Readonly<Record<keyof Text, readonly string[]>>
	/** a settings file, where it has one; values as in steps */
	readonly settingsFile?: string
	/** the address that it asks for: the server's, or that of one calendar */
	readonly address: 'server' | 'calendar'
	/** minutes between two polls; null where it can't be set */
	readonly interval: { readonly minimum: number; readonly maximum: number; readonly recommended: number } | null
	/** null: it shows what is stored */
	readonly fieldMap: FieldMap | null
	readonly repairs: readonly RepairId[]
	readonly capabilities: Readonly<Record<Capability, Evidence>>
	/** it takes a configuration profile of Apple's */
	readonly mobileconfig: boolean
	readonly support: { readonly phone?: string; readonly email?: string; readonly topic: string } | null
	/** what a practice should know of it */
	readonly notes: readonly Text[]
}

/** Names the capabilities of one kind of evidence; all others have none. */
export function evidence(kind: Exclude<Evidence, 'none'>, ...named: readonly Capability[]): Profile['capabilities'] {
	return Object.fromEntries(capabilities.map((one) => [one, named.includes(one) ? kind : 'none'])) as Record<Capability, Evidence>
}
