// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as ocs from '../../services/ocs.ts'
import { aCatalog, aList, aRequest } from '../../testing.ts'
import type { RequestList } from '../../types.ts'
import { createInbox } from './inbox.ts'

vi.mock('../../services/ocs.ts')

const catalog = aCatalog()
const uids = (inbox: ReturnType<typeof createInbox>): string[] => inbox.requests.value.map((request) => request.uid)

describe('inbox', () => {
	beforeEach(() => {
		vi.resetAllMocks()
		vi.mocked(ocs.fetchCatalog).mockResolvedValue(catalog)
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('1', aRequest('a'), aRequest('b')))
		vi.mocked(ocs.fetchCounts).mockResolvedValue({ requests: 2, revision: '1' })
	})

	it('asks for the list only when the revision is another one', async () => {
		const inbox = createInbox()
		expect(await inbox.refresh()).toBe(true)
		expect([uids(inbox), inbox.count.value, inbox.loaded.value]).toEqual([['a', 'b'], 2, true])
		await inbox.refresh()
		expect(ocs.fetchRequests).toHaveBeenCalledTimes(1)
		vi.mocked(ocs.fetchCounts).mockResolvedValue({ requests: 1, revision: '2' })
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('2', aRequest('b')))
		await inbox.refresh()
		expect(uids(inbox)).toEqual(['b'])
		expect(ocs.fetchCatalog).toHaveBeenCalledTimes(1)
	})

	it('keeps list and selection when the server does not answer, and says so until it does', async () => {
		const inbox = createInbox()
		await inbox.refresh()
		inbox.select('b')
		vi.mocked(ocs.fetchCounts).mockRejectedValueOnce(Object.assign(new Error('Network Error'), { isAxiosError: true }))
		expect(await inbox.refresh()).toBe(false)
		expect(inbox.problem.value?.kind).toBe('unreachable')
		expect([uids(inbox), inbox.shown.value?.uid]).toEqual([['a', 'b'], 'b'])
		expect(await inbox.refresh()).toBe(true)
		expect(inbox.problem.value).toBeNull()
	})

	it('goes on showing the selected request when it has left the list, as no longer open', async () => {
		const inbox = createInbox()
		await inbox.refresh()
		inbox.select('a')
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('2', aRequest('b')))
		await inbox.refresh(true)
		expect([inbox.shown.value?.uid, inbox.open.value]).toEqual(['a', false])
		inbox.select('b')
		inbox.select('a')
		expect(inbox.shown.value).toBeNull()
	})

	it('asks for counts only where the list is not on show, and for the list once it is', async () => {
		let isListed = false
		const inbox = createInbox(() => isListed)
		await inbox.refresh()
		await inbox.refresh(true)
		expect([inbox.count.value, inbox.revision.value, inbox.loaded.value]).toEqual([2, '1', false])
		expect(ocs.fetchRequests).not.toHaveBeenCalled()
		isListed = true
		await inbox.refresh()
		expect([uids(inbox), inbox.loaded.value]).toEqual([['a', 'b'], true])
		isListed = false
		vi.mocked(ocs.fetchCounts).mockResolvedValue({ requests: 3, conflicts: 1, revision: '2' })
		await inbox.refresh()
		expect([inbox.count.value, inbox.conflicts.value, inbox.revision.value, uids(inbox)]).toEqual([3, 1, '2', ['a', 'b']])
		isListed = true
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('2', aRequest('b')))
		await inbox.refresh()
		expect(uids(inbox)).toEqual(['b'])
	})

	it('does not bring a decided request back with an answer from before', async () => {
		const inbox = createInbox()
		await inbox.refresh()
		let answer: (list: RequestList) => void = () => undefined
		vi.mocked(ocs.fetchRequests).mockReturnValueOnce(new Promise((resolve) => { answer = resolve }))
		const before = inbox.refresh(true)
		inbox.remove('a')
		answer(aList('1', aRequest('a'), aRequest('b')))
		await before
		expect([uids(inbox), inbox.count.value]).toEqual([['b'], 1])
	})
})
