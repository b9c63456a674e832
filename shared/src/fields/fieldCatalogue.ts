// SPDX-License-Identifier: GPL-3.0-or-later
import type { Role } from '../roles/matrix.ts'

/** `health`: GDPR Art. 9; `personal`: Art. 4; `none`: neither. Decides what may stand in logs, queue and mail subjects. */
export type PrivacyClass = 'none' | 'personal' | 'health'
export type FieldType = 'text' | 'date' | 'enum' | 'code' | 'boolean' | 'email' | 'phone' | 'consent'

export interface Field {
	/** JSON name, used in requests, issues' paths and golden cases */
	readonly name: string
	/** iCalendar property (RFC 5545 §3.8.8.2: non-standard ones start with X-) */
	readonly property: string
	readonly type: FieldType
	readonly label: { readonly de: string; readonly en: string }
	readonly privacy: PrivacyClass
	/** demanded of a booking */
	readonly required: boolean
	/** set by the server whatever the client sends (for the booking role) */
	readonly serverSet: boolean
	/** roles whose value counts; others' is ignored and the stored one kept */
	readonly setBy: readonly Role[]
	readonly values?: readonly string[]
	/** in Unicode code points */
	readonly maxLength: number
	/** ECMA-262 and PCRE alike, anchored, flag u */
	readonly pattern?: string
	/** what a person reads where the pattern does not match */
	readonly format?: { readonly de: string; readonly en: string }
}

const anyone = ['booking', 'staff', 'admin', 'pvs'] as const
const practice = ['staff', 'admin', 'pvs'] as const

export const insurances = ['GESETZLICH', 'PRIVAT', 'SELBSTZAHLER'] as const
/** Whether the patient says they have been here before. */
export const patientStatuses = ['new', 'existing'] as const
export const sources = ['ONLINE_BOOKING', 'PRACTICE', 'PVS', 'WAITING_LIST'] as const

/**
 * The medical fields, in the order in which a VEVENT carries them. Every property here is put back when a client drops it,
 * and cleared when a client sends it empty.
 */
export const fieldCatalogue: readonly Field[] = [
	{ name: 'patientName', property: 'X-PATIENT-NAME', type: 'text', label: { de: 'Name', en: 'Name' }, privacy: 'personal', required: true, serverSet: false, setBy: anyone, maxLength: 120, pattern: '^\\S(?:[^\\p{Cc}]*\\S)?$', format: { de: 'Vor- und Nachname in einer Zeile', en: 'first and last name on one line' } },
	{ name: 'birthDate', property: 'X-PATIENT-BIRTHDATE', type: 'date', label: { de: 'Geburtsdatum', en: 'Birth date' }, privacy: 'personal', required: true, serverSet: false, setBy: anyone, maxLength: 10, pattern: '^\\d{4}-\\d{2}-\\d{2}$', format: { de: 'JJJJ-MM-TT', en: 'YYYY-MM-DD' } },
	{ name: 'insurance', property: 'X-INSURANCE-TYPE', type: 'enum', label: { de: 'Versicherung', en: 'Insurance' }, privacy: 'personal', required: true, serverSet: false, setBy: anyone, values: insurances, maxLength: 20 },
	{ name: 'phone', property: 'X-PATIENT-PHONE', type: 'phone', label: { de: 'Telefon', en: 'Phone' }, privacy: 'personal', required: false, serverSet: false, setBy: anyone, maxLength: 40, pattern: '^\\+?[0-9(][0-9 ()/.\\-]{3,38}$', format: { de: 'z. B. 0151 12345678', en: 'e.g. +49 151 12345678' } },
	{ name: 'email', property: 'X-PATIENT-EMAIL', type: 'email', label: { de: 'E-Mail', en: 'E-mail' }, privacy: 'personal', required: false, serverSet: false, setBy: anyone, maxLength: 254, pattern: '^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&\'*+/=?^_`{|}~\\-]+(?:\\.[A-Za-z0-9!#$%&\'*+/=?^_`{|}~\\-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}$', format: { de: 'name@beispiel.de', en: 'name@example.com' } },
	{ name: 'reason', property: 'X-VISIT-REASON', type: 'text', label: { de: 'Grund', en: 'Reason' }, privacy: 'health', required: false, serverSet: false, setBy: anyone, maxLength: 1000 },
	{ name: 'appointmentType', property: 'X-APPOINTMENT-TYPE', type: 'code', label: { de: 'Terminart', en: 'Appointment type' }, privacy: 'health', required: true, serverSet: false, setBy: anyone, maxLength: 64, pattern: '^[A-Z][A-Z0-9_]{0,63}$', format: { de: 'Code aus der Praxiskonfiguration', en: 'code of the practice configuration' } },
	{ name: 'patient', property: 'X-PATIENT-STATUS', type: 'enum', label: { de: 'Neu oder bekannt', en: 'New or known' }, privacy: 'personal', required: false, serverSet: false, setBy: anyone, values: patientStatuses, maxLength: 8 },
	{ name: 'language', property: 'X-PATIENT-LANGUAGE', type: 'enum', label: { de: 'Sprache', en: 'Language' }, privacy: 'none', required: false, serverSet: false, setBy: anyone, values: ['de', 'en'], maxLength: 2 },
	{ name: 'patientId', property: 'X-PATIENT-ID', type: 'text', label: { de: 'Patientennummer', en: 'Patient id' }, privacy: 'personal', required: false, serverSet: false, setBy: practice, maxLength: 64 },
	{ name: 'source', property: 'X-BOOKING-SOURCE', type: 'enum', label: { de: 'Herkunft', en: 'Source' }, privacy: 'none', required: false, serverSet: true, setBy: practice, values: sources, maxLength: 20 },
	{ name: 'requiresConfirmation', property: 'X-REQUIRES-CONFIRMATION', type: 'boolean', label: { de: 'Bestätigung nötig', en: 'Approval needed' }, privacy: 'none', required: false, serverSet: true, setBy: [], values: ['TRUE', 'FALSE'], maxLength: 5 },
	{ name: 'statusReason', property: 'X-STATUS-REASON', type: 'text', label: { de: 'Begründung', en: 'Reason given' }, privacy: 'health', required: false, serverSet: false, setBy: practice, maxLength: 500 },
	{ name: 'consent', property: 'X-PRIVACY-CONSENT', type: 'consent', label: { de: 'Einwilligung', en: 'Consent' }, privacy: 'none', required: false, serverSet: false, setBy: ['booking'], maxLength: 100, pattern: '^[A-Za-z0-9._\\-]{1,64} \\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$', format: { de: 'Fassung und Zeit', en: 'version and time' } },
	// of the waiting list: they may be offered an earlier time
	{ name: 'earlierConsent', property: 'X-EARLIER-CONSENT', type: 'consent', label: { de: 'Einwilligung zur Warteliste', en: 'Consent to the waiting list' }, privacy: 'none', required: false, serverSet: false, setBy: ['booking'], maxLength: 100, pattern: '^[A-Za-z0-9._\\-]{1,64} \\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$', format: { de: 'Fassung und Zeit', en: 'version and time' } },
]

/** Labels of all fields and of the times, by name. */
export function fieldLabels(language: 'de' | 'en'): Readonly<Record<string, string>> {
	const times = { de: { start: 'Beginn', end: 'Ende', status: 'Status', calendar: 'Kalender', uid: 'UID' }, en: { start: 'Start', end: 'End', status: 'Status', calendar: 'Calendar', uid: 'UID' } }
	return { ...times[language], ...Object.fromEntries(fieldCatalogue.map((field) => [field.name, field.label[language]])) }
}
