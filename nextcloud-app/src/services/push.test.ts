// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import axios from '@nextcloud/axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** A WebSocket that the test speaks through. */
class FakeSocket {
	static last: FakeSocket | null = null
	readonly sent: string[] = []
	onopen: (() => void) | null = null
	onmessage: ((message: { data: string }) => void) | null = null
	constructor(readonly url: string) {
		FakeSocket.last = this
	}

	send(text: string): void {
		this.sent.push(text)
	}
}

beforeEach(() => {
	vi.resetModules()
	FakeSocket.last = null
	for (const name of Object.keys(window)) if (name.startsWith('_notify_push')) Reflect.deleteProperty(window, name)
	vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => void vi.unstubAllGlobals())

describe('onChange', () => {
	it('hears of changes where the server pushes', async () => {
		vi.stubGlobal('_oc_capabilities', { notify_push: { type: [], endpoints: { pre_auth: 'https://cloud.example/pre', websocket: 'wss://cloud.example/ws' } } })
		vi.spyOn(axios, 'post').mockResolvedValue({ data: 'token' })
		const { changedMessage, onChange } = await import('./push.ts')
		const heard = vi.fn()
		onChange(heard)
		await vi.waitFor(() => expect(FakeSocket.last).not.toBeNull())
		const socket = FakeSocket.last as unknown as FakeSocket
		socket.onopen?.()
		expect(socket.sent).toEqual(['', 'token', `listen ${changedMessage}`])
		socket.onmessage?.({ data: 'authenticated' })
		socket.onmessage?.({ data: 'notify_notification' })
		expect(heard).not.toHaveBeenCalled()
		socket.onmessage?.({ data: changedMessage })
		expect(heard).toHaveBeenCalledTimes(1)
	})

	it('is quiet where it does not', async () => {
		vi.stubGlobal('_oc_capabilities', {})
		const { onChange } = await import('./push.ts')
		onChange(() => expect.fail('nobody pushes'))
		expect(FakeSocket.last).toBeNull()
	})
})
