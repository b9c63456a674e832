// SPDX-License-Identifier: AGPL-3.0-or-later
import type { WebhookEvent } from '@sprechstunde/core'
import { get, post, remove } from './ocs.ts'

/** How a webhook is doing. */
export interface WebhookState {
	readonly id: string
	/** UTC, ISO 8601; null: there is none, and nothing is sent */
	readonly secretSince: string | null
	readonly waiting: number
	readonly dead: number
	/** the last that was delivered */
	readonly lastSent: { readonly at: string, readonly status: number } | null
	/** the last of those that were given up; status 0: there was no answer */
	readonly lastGivenUp: { readonly at: string, readonly status: number, readonly reason: string } | null
}

export interface NewWebhook {
	readonly name: string
	readonly url: string
	readonly events: readonly WebhookEvent[]
	/** ids; none: all */
	readonly calendars: readonly string[]
}

export interface TestResult {
	readonly delivered: boolean
	readonly status: number
	readonly reason: string
}

export const fetchWebhooks = async (): Promise<readonly WebhookState[]> => (await get<{ webhooks: WebhookState[] }>('webhooks')).webhooks

/** The secret is in this answer only. */
export const addWebhook = (webhook: NewWebhook): Promise<{ readonly id: string, readonly secret: string }> => post('webhooks', webhook)

/** Likewise; the former one signs for another day. */
export const renewSecret = (id: string): Promise<{ readonly secret: string }> => post(`webhooks/${encodeURIComponent(id)}/secret`)

/** Up to ten seconds. */
export const testWebhook = (id: string): Promise<TestResult> => post(`webhooks/${encodeURIComponent(id)}/test`)

export const removeWebhook = (id: string): Promise<void> => remove(`webhooks/${encodeURIComponent(id)}`)
