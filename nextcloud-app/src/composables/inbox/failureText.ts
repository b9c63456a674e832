// SPDX-License-Identifier: AGPL-3.0-or-later
import { patientLabel } from '../../format/labels.ts'
import { t } from '../../l10n.ts'
import type { Outcome } from '../../services/changeAppointment.ts'
import type { Problem } from '../../services/problem.ts'
import { fetchLastChange } from '../../services/inboxRoutes.ts'
import type { AppointmentRequest } from '../../types.ts'

/** Why a decision wasn't stored, as a sentence; where somebody else was faster, who. */
export async function failureText(request: AppointmentRequest, outcome: Exclude<Outcome, { kind: 'done' }>): Promise<string> {
	if (outcome.kind === 'failed') return problemText(outcome.problem)
	const last = await fetchLastChange(request.uid).catch(() => null)
	return closedText(request, last?.status ?? outcome.status, last?.by ?? '')
}

/**
 * What others have made of a request.
 *
 * @param by the account's display name; empty where nobody knows
 */
export function closedText(request: AppointmentRequest, status: string | null, by: string): string {
	const patient = patientLabel(request)
	if (status === 'CONFIRMED') return by === '' ? t('The request of {patient} has been approved by someone else in the meantime.', { patient }) : t('{person} has approved the request of {patient} in the meantime.', { patient, person: by })
	if (status === 'CANCELLED') return by === '' ? t('The request of {patient} has been rejected or cancelled by someone else in the meantime.', { patient }) : t('{person} has rejected or cancelled the request of {patient} in the meantime.', { patient, person: by })
	return by === '' ? t('The request of {patient} has been changed in the meantime. Please check it again.', { patient }) : t('{person} has changed the request of {patient} in the meantime. Please check it again.', { patient, person: by })
}

/** Without an answer nobody knows for sure; a second try would tell. */
function problemText({ kind, text }: Problem): string {
	return kind === 'unreachable' ? t('The decision has probably not been saved. {problem}', { problem: text }) : text
}
