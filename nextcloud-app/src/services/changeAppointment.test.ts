// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import axios from '@nextcloud/axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeObject } from './changeAppointment.ts'

const text = 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSTATUS:TENTATIVE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
const href = '/remote.php/dav/calendars/mara/dr-mueller_shared_by_praxis/a.ics'
const approve = (): ReturnType<typeof changeObject> => changeObject(href, { status: 'CONFIRMED' }, { status: 'TENTATIVE', etag: 'e1' })

function answerWith(body: string, etag = '"e1"'): void {
	vi.spyOn(axios, 'get').mockResolvedValue({ data: body, headers: { etag } })
}
function failure(response?: { status: number, data: unknown }): Error {
	return Object.assign(new Error('failed'), { isAxiosError: true, response })
}

describe('changeObject', () => {
	beforeEach(() => void vi.stubGlobal('_oc_webroot', ''))
	afterEach(() => {
		vi.restoreAllMocks()
		vi.unstubAllGlobals()
	})

	it('PUTs the changed object on the version it has read', async () => {
		answerWith(text)
		const put = vi.spyOn(axios, 'put').mockResolvedValue({})
		expect(await approve()).toEqual({ kind: 'done', etag: '' })
		expect(put.mock.calls[0]?.[0]).toBe(href)
		expect(put.mock.calls[0]?.[1]).toContain('STATUS:CONFIRMED')
		expect(put.mock.calls[0]?.[2]?.headers).toMatchObject({ 'If-Match': '"e1"', 'Content-Type': 'text/calendar; charset=utf-8' })
	})

	it.each([
		['was decided by someone else', text.replace('TENTATIVE', 'CANCELLED'), '"e1"', 'CANCELLED'],
		['is another version than the one shown', text, '"e2"', 'TENTATIVE'],
	])('writes nothing where the entry %s', async (_, body, etag, status) => {
		answerWith(body, etag)
		const put = vi.spyOn(axios, 'put')
		expect(await approve()).toEqual({ kind: 'stale', status })
		expect(put).not.toHaveBeenCalled()
	})

	it('takes 412 as changed in the meantime', async () => {
		answerWith(text)
		vi.spyOn(axios, 'put').mockRejectedValue(failure({ status: 412, data: '' }))
		expect(await approve()).toEqual({ kind: 'stale', status: null })
	})

	it('repeats what the server says', async () => {
		answerWith(text)
		vi.spyOn(axios, 'put').mockRejectedValue(failure({ status: 403, data: '<d:error xmlns:d="DAV:" xmlns:p="urn:sprechstunde"><p:issue code="UNDO_EXPIRED"><p:text>Zu spät.</p:text></p:issue></d:error>' }))
		expect(await approve()).toEqual({ kind: 'failed', problem: { kind: 'refused', text: 'Zu spät.', codes: ['UNDO_EXPIRED'] } })
	})

	it('tells where the entry is gone, or out of reach', async () => {
		vi.spyOn(axios, 'get').mockRejectedValue(failure({ status: 404, data: '<d:error xmlns:d="DAV:"/>' }))
		expect(await approve()).toMatchObject({ kind: 'failed', problem: { kind: 'refused', text: expect.stringContaining('no longer exists') as string } })
	})

	it('says so where no server answers', async () => {
		vi.spyOn(axios, 'get').mockRejectedValue(failure())
		expect(await approve()).toMatchObject({ kind: 'failed', problem: { kind: 'unreachable' } })
	})
})
