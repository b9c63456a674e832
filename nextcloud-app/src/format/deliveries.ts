// SPDX-License-Identifier: AGPL-3.0-or-later
import { deliveryFailures, type WebhookEvent } from '@sprechstunde/core'
import { language, t } from '../l10n.ts'

/** What may happen to an appointment, as a choice. */
export const eventLabels = (): Readonly<Record<WebhookEvent, string>> => ({
	created: t('Entered or booked'),
	approved: t('Request approved'),
	moved: t('Moved'),
	cancelled: t('Cancelled or rejected'),
	changed: t('Any other change'),
	deleted: t('Deleted'),
})

/** Why a program could not be told, and what helps. */
export function failureText(reason: string, status: number): string {
	return (deliveryFailures[reason]?.[language()] ?? reason).replace('{status}', String(status))
}
