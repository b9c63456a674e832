// SPDX-License-Identifier: AGPL-3.0-or-later
import { fieldCatalogue, insuranceLabels, patientStatusLabels, statusLabels, type Language } from '@sprechstunde/core'
import { n } from '../l10n.ts'
import type { AppointmentRequest, Catalog } from '../types.ts'
import type { Age } from './dates.ts'

/** Label of an appointment type; its code where the practice no longer has it. */
export function typeLabel(catalog: Catalog | null, code: string | undefined, language: Language): string {
	return catalog?.appointmentTypes.find((type) => type.code === code)?.label[language] ?? code ?? ''
}

export function patientStatusLabel(code: string, language: Language): string {
	return patientStatusLabels[code]?.[language] ?? code
}

export function insuranceLabel(code: string | undefined, language: Language): string {
	return code === undefined ? '' : insuranceLabels[code]?.[language] ?? code
}

export function statusLabel(status: string | null, language: Language): string {
	return status === null ? '' : statusLabels[status]?.[language] ?? status
}

export function fieldLabel(name: string, language: Language): string {
	return fieldCatalogue.find((field) => field.name === name)?.label[language] ?? name
}

/** In years, for the first two in months. */
export function ageLabel(age: Age | null): string {
	if (age === null) return ''
	return age.years >= 2 ? n('%n year old', '%n years old', age.years) : n('%n month old', '%n months old', age.years * 12 + age.months)
}

export function patientLabel(request: AppointmentRequest): string {
	return request.fields.patientName || request.summary
}
