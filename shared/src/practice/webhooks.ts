// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, type Issue } from '../issues/issue.ts'
import type { Practice } from './practice.ts'

/** What may happen to an appointment, the most telling first: a listener hears of the first it wants. */
export const webhookEvents = ['created', 'deleted', 'cancelled', 'approved', 'moved', 'changed'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** A program that is told of changes by HTTP. Its secret is not in the configuration. */
export interface Webhook {
	readonly id: string
	readonly name: string
	readonly url: string
	readonly events: readonly WebhookEvent[]
	/** ids; none or absent: all */
	readonly calendars?: readonly string[]
	readonly active: boolean
}

const shape = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([0-9]{1,5}))?(?:[/?][\x21\x22\x24-\x7e]*)?$/i
/** loopback, and what RFC 1918 and RFC 4193 keep for private networks */
const privateHost = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|10(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2}|\[::1\]|\[f[cd][0-9a-f]{2}:[0-9a-f:]*\])$/i

/** Neither a name with a password, nor a fragment; http to numbers of a private network and to localhost only. */
export function isWebhookUrl(url: string): boolean {
	const [, scheme = '', host = '', port] = shape.exec(url) ?? []
	return host !== '' && Number(port ?? 0) <= 65535 && (scheme.toLowerCase() === 'https' || privateHost.test(host))
}

/** What the schema can't say. */
export function checkWebhooks({ webhooks = [], calendars }: Practice): Issue[] {
	return webhooks.flatMap(({ url, calendars: heard = [] }, index) => [
		...(isWebhookUrl(url) ? [] : [issue('WEBHOOK_URL', `/webhooks/${index}/url`)]),
		...heard.flatMap((id, place) => calendars.some((calendar) => calendar.id === id) ? [] : [issue('REFERENCE_UNKNOWN', `/webhooks/${index}/calendars/${place}`, { value: id })]),
	])
}
