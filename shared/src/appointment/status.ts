// SPDX-License-Identifier: GPL-3.0-or-later
import { statuses, type Status } from '../approval/transitions.ts'

/** FHIR R4 Appointment.status */
export type FhirStatus = 'pending' | 'booked' | 'cancelled'

const fhir: Readonly<Record<Status, FhirStatus>> = { TENTATIVE: 'pending', CONFIRMED: 'booked', CANCELLED: 'cancelled' }

export function isStatus(text: string): text is Status {
	return (statuses as readonly string[]).includes(text)
}

export function toFhirStatus(status: Status): FhirStatus {
	return fhir[status]
}

/** null where FHIR knows a status that we have no word for (e.g. `arrived`). */
export function fromFhirStatus(status: string): Status | null {
	return statuses.find((entry) => fhir[entry] === status) ?? null
}

/** For programs that read X-MICROSOFT-CDO-BUSYSTATUS in place of STATUS. */
export function microsoftBusyStatus(status: Status): string {
	return { TENTATIVE: 'TENTATIVE', CONFIRMED: 'BUSY', CANCELLED: 'FREE' }[status]
}
