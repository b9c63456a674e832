// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import type { Status } from '@sprechstunde/core'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { timeout } from './ocs.ts'

/** One appointment of a patient. */
export interface PatientAppointment {
	readonly calendar: string
	/** object URI, the last part of its address */
	readonly uri: string
	/** UTC, ISO 8601, half-open */
	readonly start: string
	readonly end: string
	readonly status: Status
	readonly appointmentType: string
}

/** Somebody with an appointment in one of the practice's calendars: what was last known of them. */
export interface KnownPatient {
	/** medical fields by JSON name: name, birth date, insurance, contact, patient id */
	readonly fields: Readonly<Record<string, string>>
	/** start of the last appointment that is known, UTC, ISO 8601 */
	readonly lastSeen: string
}

/** Who somebody is: the practice's id of them, else name and birth date. */
export interface PatientIdentity {
	readonly patientName: string
	readonly birthDate: string
	readonly patientId: string
}

interface Answer<T> {
	readonly ocs: { readonly data: T }
}

const options = (signal?: AbortSignal): object => ({ params: { format: 'json' }, headers: { 'Accept-Language': getLanguage() }, timeout, signal })
const url = (route: string): string => generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)

/** Patients whose name has words that begin so; names travel in the body, not in an address. Rejects with an AxiosError. */
export async function searchPatients(name: string, signal?: AbortSignal): Promise<readonly KnownPatient[]> {
	const { data } = await axios.post<Answer<{ patients: KnownPatient[] }>>(url('patients/search'), { name }, options(signal))
	return data.ocs.data.patients
}

/** All appointments of somebody, the latest first; rejects with an AxiosError. */
export async function appointmentsOf(who: PatientIdentity, signal?: AbortSignal): Promise<readonly PatientAppointment[]> {
	const { data } = await axios.post<Answer<{ appointments: PatientAppointment[] }>>(url('patients/appointments'), who, options(signal))
	return data.ocs.data.appointments
}

/** The other appointments of an appointment's patient, the latest first; rejects with an AxiosError. */
export async function relatedTo(calendar: string, uri: string, signal?: AbortSignal): Promise<readonly PatientAppointment[]> {
	const route = `appointments/${encodeURIComponent(calendar)}/${encodeURIComponent(uri)}/related`
	const { data } = await axios.get<Answer<{ appointments: PatientAppointment[] }>>(url(route), options(signal))
	return data.ocs.data.appointments
}
