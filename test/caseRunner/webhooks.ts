// SPDX-License-Identifier: GPL-3.0-or-later
import { expect } from 'vitest'
import { changeEvents, signWebhook, verifyWebhook, webhookBody, webhookPing, type AppointmentEvent, type EventState } from '@sprechstunde/core'
import { toInstant } from './compare.ts'
import type { Case, Data } from './load.ts'

/** Which events a change is, what is said of one, how it is signed, and whom a signature lets in; instants are texts. */
export function runWebhooks({ input, expected }: Case): void {
	switch (input['operation']) {
		case 'events': return expect(changeEvents(state(input['before']), state(input['after']))).toEqual(expected['events'])
		case 'body': return expect(webhookBody({ ...timed(input['event'] as Data), previous: state(input['event']['previous']) } as unknown as AppointmentEvent)).toBe(expected['body'])
		case 'ping': return expect(webhookPing(input['id'], toInstant(input['at']))).toBe(expected['body'])
		case 'sign': return expect(signWebhook(input['id'], toInstant(input['now']), input['body'], input['secrets'])).toEqual(expected['headers'])
		default:
			expect(input['operation']).toBe('verify')
			expect(verifyWebhook(input['headers'], input['body'], input['secrets'], toInstant(input['now']), input['tolerance'])).toBe(expected['result'])
	}
}

const timed = (data: Data): Data => Object.fromEntries(Object.entries(data).map(([name, value]) => [name, ['at', 'start', 'end'].includes(name) ? toInstant(value) : value]))
const state = (data: Data | null): EventState | null => data === null ? null : timed(data) as unknown as EventState
