// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { undoSeconds } from '@sprechstunde/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import * as ocs from '../../services/ocs.ts'
import { changeObject } from '../../services/changeAppointment.ts'
import { fetchLastChange } from '../../services/inboxRoutes.ts'
import { aCatalog, aList, aRequest } from '../../testing.ts'
import { createDecisions, type Decisions } from './decisions.ts'
import { createInbox, type Inbox } from './inbox.ts'

vi.mock('../../services/ocs.ts')
vi.mock('../../services/changeAppointment.ts')
vi.mock('../../services/inboxRoutes.ts')

const request = aRequest('a')
let inbox: Inbox
let scope: EffectScope
let decisions: Decisions

describe('decisions', () => {
	beforeEach(async () => {
		vi.useFakeTimers()
		vi.resetAllMocks()
		vi.mocked(ocs.fetchCatalog).mockResolvedValue(aCatalog())
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('1', request, aRequest('b')))
		inbox = createInbox()
		await inbox.refresh()
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('2', aRequest('b')))
		vi.mocked(changeObject).mockResolvedValue({ kind: 'done', etag: '' })
		vi.mocked(fetchLastChange).mockRejectedValue(new Error('offline'))
		scope = effectScope()
		decisions = scope.run(() => createDecisions(inbox)) as Decisions
	})
	afterEach(() => {
		scope.stop()
		vi.useRealTimers()
	})

	it('approves the version that was shown, takes it out and offers to undo it in time', async () => {
		expect(await decisions.approve(request)).toBe(true)
		expect(changeObject).toHaveBeenCalledWith(request.href, { status: 'CONFIRMED' }, { status: 'TENTATIVE', etag: '"e1"' })
		expect(inbox.requests.value.map((one) => one.uid)).toEqual(['b'])
		expect(decisions.message.value).toBe('Appointment of Erika Muster approved')
		expect(decisions.undoable.value?.text).toBe('Appointment of Erika Muster approved')
		await vi.advanceTimersByTimeAsync(undoSeconds * 1_000)
		expect(decisions.undoable.value).toBeNull()
		expect(await decisions.undo()).toEqual([])
	})

	it('sends a reason only where there is one', async () => {
		await decisions.reject(request, '  Urlaub \n')
		expect(changeObject).toHaveBeenLastCalledWith(request.href, { status: 'CANCELLED', fields: { statusReason: 'Urlaub' } }, { status: 'TENTATIVE', etag: '"e1"' })
		await decisions.reject(request, '  ')
		expect(vi.mocked(changeObject).mock.lastCall?.[1]).not.toHaveProperty('fields')
	})

	it('undoes the newest first, and clears the reason of a rejection', async () => {
		await decisions.approve(request)
		await decisions.reject(aRequest('b'), 'Urlaub')
		expect((await decisions.undo())[0]?.uid).toBe('b')
		expect(changeObject).toHaveBeenLastCalledWith(aRequest('b').href, { status: 'TENTATIVE', fields: { statusReason: '' } }, { status: 'CANCELLED' })
		expect((await decisions.undo())[0]?.uid).toBe('a')
		expect(changeObject).toHaveBeenLastCalledWith(request.href, { status: 'TENTATIVE' }, { status: 'CONFIRMED' })
	})

	it('does not send a decision twice', async () => {
		const both = [decisions.approve(request), decisions.approve(request)]
		expect(await Promise.all(both)).toEqual([true, false])
		expect(changeObject).toHaveBeenCalledTimes(1)
	})

	it('tells what others have decided meanwhile, and asks for the list anew', async () => {
		vi.mocked(changeObject).mockResolvedValue({ kind: 'stale', status: 'CANCELLED' })
		expect(await decisions.approve(request)).toBe(false)
		expect(decisions.failures.get('a')).toContain('rejected or cancelled by someone else')
		expect(ocs.fetchRequests).toHaveBeenCalledTimes(2)
		expect(decisions.undoable.value).toBeNull()
	})

	it('keeps the request and shows the server’s sentence when it is refused', async () => {
		vi.mocked(ocs.fetchRequests).mockResolvedValue(aList('1', request, aRequest('b')))
		vi.mocked(changeObject).mockResolvedValue({ kind: 'failed', problem: { kind: 'refused', text: 'Kein Recht.', codes: ['ROLE_FORBIDDEN'] } })
		expect(await decisions.approve(request)).toBe(false)
		expect(decisions.failures.get('a')).toBe('Kein Recht.')
		expect(inbox.requests.value).toHaveLength(2)
		decisions.forget('a')
		expect(decisions.failures.size).toBe(0)
	})

	it('names who was faster, where the server knows', async () => {
		vi.mocked(changeObject).mockResolvedValue({ kind: 'stale', status: null })
		vi.mocked(fetchLastChange).mockResolvedValue({ status: 'CONFIRMED', by: 'Mara Müller', at: '' })
		expect(await decisions.approve(request)).toBe(false)
		expect(decisions.failures.get('a')).toBe('Mara Müller has approved the request of Erika Muster in the meantime.')
	})

	it('moves within a calendar, approves with it, and moves back', async () => {
		const slot = { calendar: 'dr-mueller', start: Date.UTC(2026, 11, 2, 8), end: Date.UTC(2026, 11, 2, 8, 30) }
		expect(await decisions.move(request, slot, true)).toBe(true)
		expect(changeObject).toHaveBeenLastCalledWith(request.href, { status: 'CONFIRMED', time: { start: slot.start, end: slot.end } }, { status: 'TENTATIVE', etag: '"e1"' })
		await decisions.undo()
		expect(changeObject).toHaveBeenLastCalledWith(request.href, { status: 'TENTATIVE', time: { start: Date.parse(request.start), end: Date.parse(request.end) } }, { status: 'CONFIRMED' })
	})

	it('decides several, each with its own outcome, and undoes them together', async () => {
		vi.mocked(changeObject).mockImplementation((href) => Promise.resolve(href.endsWith('/b.ics') ? { kind: 'stale', status: 'CANCELLED' } : { kind: 'done', etag: '' }))
		expect(await decisions.approveAll([request, aRequest('b'), aRequest('c')])).toBe(2)
		expect([...decisions.progress]).toEqual([['a', 'done'], ['b', 'failed'], ['c', 'done']])
		expect(decisions.failures.get('b')).toContain('rejected or cancelled by someone else')
		expect(decisions.undoable.value?.text).toBe('2 appointments approved')
		expect((await decisions.undo()).map(({ uid }) => uid)).toEqual(['a', 'c'])
		expect(decisions.undoable.value).toBeNull()
	})

	it('shows why undoing failed', async () => {
		await decisions.approve(request)
		vi.mocked(changeObject).mockResolvedValue({ kind: 'failed', problem: { kind: 'refused', text: 'Zu spät.', codes: ['UNDO_EXPIRED'] } })
		expect(await decisions.undo()).toEqual([])
		expect(decisions.notice.value).toBe('Zu spät.')
		decisions.dismiss()
		expect(decisions.notice.value).toBeNull()
	})
})
