// SPDX-License-Identifier: AGPL-3.0-or-later
import { insurances, type AppointmentType } from '@sprechstunde/core'
import { codeOf } from '../settings/names.ts'

/** Appointment types that a practice of this kind may begin with. */
export interface Speciality {
	readonly name: string
	readonly types: readonly AppointmentType[]
}

type Row = readonly [de: string, en: string, minutes: number, category: string, more?: Partial<AppointmentType>]

const known = { patients: 'existing' } as const
const fresh = { patients: 'new', bufferAfterMinutes: 5 } as const

const rows: Readonly<Record<string, readonly Row[]>> = {
	general: [
		['Akutsprechstunde', 'Acute consultation', 10, 'FOLLOWUP'], ['Besprechung', 'Consultation', 15, 'FOLLOWUP', known], ['Ersttermin', 'First appointment', 30, 'NEW_PATIENT', fresh],
		['Gesundheitsuntersuchung', 'Health check', 30, 'FOLLOWUP', known], ['Blutabnahme', 'Blood sample', 10, 'FOLLOWUP', known], ['Impfung', 'Vaccination', 10, 'FOLLOWUP'],
	],
	vascular: [
		['Kontrolluntersuchung', 'Check-up', 30, 'VASCULAR_SURGERY', known], ['Erstgespräch', 'First consultation', 45, 'NEW_PATIENT', { ...fresh, bufferAfterMinutes: 15 }],
		['Ultraschall der Gefäße', 'Vascular ultrasound', 30, 'VASCULAR_SURGERY'], ['Wundkontrolle', 'Wound check', 15, 'WOUND_CARE', known], ['Nachsorge nach Operation', 'Follow-up after surgery', 20, 'FOLLOWUP', known],
	],
	gynaecology: [
		['Vorsorge', 'Screening', 20, 'FOLLOWUP', known], ['Ersttermin', 'First appointment', 30, 'NEW_PATIENT', fresh], ['Schwangerenvorsorge', 'Antenatal care', 30, 'FOLLOWUP', known], ['Beratung', 'Advice', 15, 'FOLLOWUP'],
	],
	paediatrics: [
		['Akutsprechstunde', 'Acute consultation', 10, 'FOLLOWUP'], ['Vorsorgeuntersuchung (U/J)', 'Preventive check', 30, 'FOLLOWUP', known], ['Impfung', 'Vaccination', 10, 'FOLLOWUP', known], ['Ersttermin', 'First appointment', 30, 'NEW_PATIENT', fresh],
	],
	orthopaedics: [
		['Sprechstunde', 'Consultation', 15, 'FOLLOWUP'], ['Ersttermin', 'First appointment', 20, 'NEW_PATIENT', fresh], ['Infiltration', 'Injection', 20, 'FOLLOWUP', known], ['Nachsorge nach Operation', 'Follow-up after surgery', 15, 'FOLLOWUP', known],
	],
	dental: [
		['Kontrolle', 'Check-up', 30, 'FOLLOWUP', known], ['Professionelle Zahnreinigung', 'Professional cleaning', 60, 'FOLLOWUP'], ['Schmerztermin', 'Pain', 15, 'FOLLOWUP'], ['Ersttermin', 'First appointment', 45, 'NEW_PATIENT', fresh],
	],
}

/** @param labels by key, in the order in which they are offered */
export function specialities(labels: Readonly<Record<string, string>>): readonly Speciality[] {
	return Object.entries(labels).map(([key, name]) => ({ name, types: typesOf(rows[key] ?? []) }))
}

function typesOf(list: readonly Row[]): AppointmentType[] {
	return list.map(([de, en, durationMinutes, category, more]) => ({
		code: codeOf(de, []), label: { de, en }, durationMinutes, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, category, insurances: [...insurances], patients: 'all', approval: 'manual', online: true, ...more,
	}))
}
