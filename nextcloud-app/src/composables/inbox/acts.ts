// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentChange } from '@sprechstunde/core'
import { patientLabel } from '../../format/labels.ts'
import { t } from '../../l10n.ts'
import { changeObject, type Outcome } from '../../services/changeAppointment.ts'
import { moveObject, pathIn } from '../../services/moveAppointment.ts'
import type { AppointmentRequest, Catalog } from '../../types.ts'
import type { Slot } from '../slots/layout.ts'

/** What is done with one request, and the way back. */
export interface Act {
	readonly request: AppointmentRequest
	/** what has happened when it is done */
	readonly text: string
	/** whether the request is open no longer */
	readonly closes: boolean
	/** on the version that was shown */
	run(): Promise<Outcome>
	/** in time, the reverse PUT */
	undo(): Promise<Outcome>
}

export function approval(request: AppointmentRequest): Act {
	return {
		request,
		text: t('Appointment of {patient} approved', { patient: patientLabel(request) }),
		closes: true,
		run: () => changeObject(request.href, { status: 'CONFIRMED' }, { status: 'TENTATIVE', etag: request.etag }),
		undo: () => changeObject(request.href, { status: 'TENTATIVE' }, { status: 'CONFIRMED' }),
	}
}

/** @param reason what the patient reads; may be empty */
export function rejection(request: AppointmentRequest, reason: string): Act {
	const statusReason = reason.trim()
	return {
		request,
		text: t('Request of {patient} rejected', { patient: patientLabel(request) }),
		closes: true,
		run: () => changeObject(request.href, { status: 'CANCELLED', ...(statusReason === '' ? {} : { fields: { statusReason } }) }, { status: 'TENTATIVE', etag: request.etag }),
		undo: () => changeObject(request.href, { status: 'TENTATIVE', fields: { statusReason: '' } }, { status: 'CANCELLED' }),
	}
}

/**
 * To another time, and where the slot is another calendar's, there.
 *
 * @param approve also approves it; else it goes on waiting at its new time
 */
export function moving(request: AppointmentRequest, slot: Slot, approve: boolean, catalog: Catalog | null): Act {
	const patient = patientLabel(request)
	const home = catalog?.calendars.find(({ id }) => id === slot.calendar)?.href
	const target = slot.calendar === request.calendar || home === undefined ? request.href : pathIn(home, request.href)
	const status = approve ? 'CONFIRMED' : 'TENTATIVE'
	const there: AppointmentChange = { time: { start: slot.start, end: slot.end }, ...(approve ? { status } : {}) }
	const back: AppointmentChange = { time: { start: Date.parse(request.start), end: Date.parse(request.end) }, ...(approve ? { status: 'TENTATIVE' } : {}) }
	return {
		request,
		text: approve ? t('Appointment of {patient} moved and approved', { patient }) : t('Request of {patient} moved', { patient }),
		closes: approve,
		run: () => change(request.href, target, there, { status: 'TENTATIVE', etag: request.etag }),
		undo: () => change(target, request.href, back, { status }),
	}
}

function change(href: string, target: string, what: AppointmentChange, seen: Parameters<typeof changeObject>[2]): Promise<Outcome> {
	return href === target ? changeObject(href, what, seen) : moveObject(href, target, what, seen)
}
