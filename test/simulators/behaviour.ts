// SPDX-License-Identifier: GPL-3.0-or-later
import { profileOf, type Profile, type RepairId } from '@sprechstunde/core'
import type { Changes } from '../clients/program.ts'
import { edit, unfold, valueOf } from '../conformance/event.ts'
import { asApple } from './apple.ts'

/**
 * How a practice program differs from one that keeps what it doesn't know. From the practices' guide and from `shared/src/pvs/profiles`; none was
 * watched. What the repairs of its profile put right it does wrong.
 */
export interface Behaviour {
	readonly profile: Profile
	/** properties that a write of it no longer has */
	readonly drops: readonly string[]
	/** what it makes of a text of its own or of ours before it sends it */
	readonly text: (value: string, property: string) => string
	/** how it says that an appointment is cancelled */
	readonly cancel: (title: string) => Changes
	/** what is particular about an entry that somebody makes in it; such an entry takes no time where `isPoint` */
	readonly entry: { readonly adds: Changes; readonly isPoint: boolean }
	/** the object as it leaves it */
	readonly sends: (ics: string) => string
	/** it looks for overlaps in its own copy, names other times, and has somebody confirm */
	readonly warns: boolean
	/** by which of them its users choose another treatment */
	readonly treatments: readonly ('category' | 'color')[]
	/** it compares the calendar's CTag before it asks what changed */
	readonly comparesTag: boolean
}

/** Where it finds the calendars: by the address that its steps name, or, with a configuration profile, by the principal in it. */
export const findsBy = ({ profile }: Behaviour): 'server' | 'calendar' | 'principal' => profile.mobileconfig ? 'principal' : profile.address

const ours = ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-PATIENT-PHONE', 'X-PATIENT-LANGUAGE', 'X-PATIENT-STATUS', 'X-INSURANCE-TYPE', 'X-VISIT-REASON', 'X-APPOINTMENT-TYPE', 'X-BOOKING-SOURCE', 'X-REQUIRES-CONFIRMATION', 'X-PRIVACY-CONSENT', 'X-MICROSOFT-CDO-BUSYSTATUS', 'CLASS', 'ATTENDEE', 'ORGANIZER'] as const
const paints = ['CATEGORIES', 'COLOR'] as const
const asHtml = (text: string): string => `<html><body>${text.split('\n').map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('')}</body></html>`
const escapedTwice = (text: string): string => text.replace(/[\\,;]/gu, '\\$&').replaceAll('\n', '\\n')
/** Several categories in one value, divided by what divides nothing there. */
const joined = (ics: string): string => ics.replace(/^CATEGORIES:.*$/gmu, (line) => line.replace(/(?<!\\),/gu, '\\;'))

function behaviour(id: string, drops: readonly string[], manners: Partial<Behaviour> = {}): Behaviour {
	const profile = profileOf(id)
	const does = (repair: RepairId): boolean => profile.repairs.includes(repair)
	const can = (capability: keyof Profile['capabilities']): boolean => profile.capabilities[capability] !== 'none'
	return {
		profile,
		drops,
		text: (value, property) => {
			const text = does('htmlText') && property === 'DESCRIPTION' ? asHtml(value) : value
			return does('escapedLines') ? escapedTwice(text) : text
		},
		cancel: (title) => does('cancelledTitle') ? { SUMMARY: `Abgesagt: ${title}` } : { STATUS: 'CANCELLED' },
		entry: { adds: does('tentativeBusy') ? { 'X-MICROSOFT-CDO-BUSYSTATUS': 'TENTATIVE' } : {}, isPoint: does('zeroLength') },
		sends: (ics) => does('joinedCategories') ? joined(ics) : ics,
		warns: can('doubleBookingWarning'),
		treatments: [...can('categories') ? ['category'] as const : [], ...can('colors') ? ['color'] as const : []],
		comparesTag: false,
		...manners,
	}
}

export const behaviours: readonly Behaviour[] = [
	behaviour('albis', [...ours, ...paints]),
	behaviour('medistar', ours),
	behaviour('turbomed', [...ours, ...paints]),
	behaviour('xconcept', [...ours, 'COLOR']),
	behaviour('doc-cirrus', ['X-MICROSOFT-CDO-BUSYSTATUS', 'CLASS']),
	behaviour('tomedo', [...ours, ...paints], { sends: asApple, comparesTag: true }),
]

/** A copy with changes as the program sends it, with all that it does to any object. */
export function asWritten({ drops, text, sends }: Behaviour, copy: string, changes: Changes): string {
	const dropped = drops.filter((name) => unfold(copy).some((line) => line.startsWith(name)))
	const texts = ['SUMMARY', 'DESCRIPTION', 'LOCATION'].flatMap((name) => {
		const value = changes[name] ?? valueOf(copy, name)
		return value === undefined || value === null ? [] : [[name, text(value, name)] as const]
	})
	return sends(edit(copy, { ...Object.fromEntries(dropped.map((name) => [name, null])), ...changes, ...Object.fromEntries(texts) }))
}
