// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import axios from '@nextcloud/axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { aCatalog } from '../../testing.ts'
import type { CatalogCalendar } from '../../types.ts'
import { createEditor, type Editor } from './editor.ts'
import { useUndoableSave } from './undoableSave.ts'

const href = '/remote.php/dav/calendars/mara/dr-mueller_shared_by_praxis/a.ics'
const stored = (phone: string, more = ''): string => [
	'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261130T120000Z', 'DTSTART:20261201T080000Z', 'DTEND:20261201T083000Z', 'STATUS:CONFIRMED',
	'X-PATIENT-NAME:Erika Muster', `X-PATIENT-PHONE:${phone}`, 'X-APPOINTMENT-TYPE:KONTROLLE', ...(more === '' ? [] : [more]), 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')

let answers: { data: string, headers: { etag: string } }[]
function server(...versions: [text: string, etag: string][]): void {
	answers = versions.map(([data, etag]) => ({ data, headers: { etag } }))
}
const refusal = (status: number, data = ''): Error => Object.assign(new Error('failed'), { isAxiosError: true, response: { status, data } })

async function opened(): Promise<Editor> {
	const editor = createEditor(href, ref(null))
	await editor.load()
	return editor
}

describe('the editor of an appointment', () => {
	beforeEach(() => {
		vi.stubGlobal('_oc_webroot', '')
		// the last version stays
		vi.spyOn(axios, 'get').mockImplementation(() => Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]))
	})
	afterEach(() => {
		vi.restoreAllMocks()
		vi.unstubAllGlobals()
	})

	it('stores what has changed, on the version that was shown', async () => {
		server([stored('0151 1'), '"1"'], [stored('0151 1'), '"1"'], [stored('0151 2222'), '"2"'])
		const put = vi.spyOn(axios, 'put').mockResolvedValue({})
		const editor = await opened()
		expect(editor.isChanged.value).toBe(false)
		editor.set({ phone: '0151 2222' })
		expect(await editor.save()).toBe(true)
		expect(put.mock.calls[0]?.[1]).toContain('X-PATIENT-PHONE:0151 2222')
		expect(put.mock.calls[0]?.[2]?.headers).toMatchObject({ 'If-Match': '"1"' })
		expect(editor.isChanged.value).toBe(false)
	})

	it('stores it in another calendar by MOVE, and goes on there', async () => {
		const home = '/remote.php/dav/calendars/mara/dr-mueller_shared_by_praxis/'
		const other = '/remote.php/dav/calendars/mara/dr-klein_shared_by_praxis/'
		server([stored('0151 1'), '"1"'])
		const move = vi.spyOn(axios, 'request').mockResolvedValue({})
		const put = vi.spyOn(axios, 'put').mockResolvedValue({})
		const editor = createEditor(href, ref(aCatalog({ calendars: [{ id: 'mueller', href: home }, { id: 'klein', href: other }] as CatalogCalendar[] })))
		await editor.load()
		expect(editor.draft.value.calendar).toBe('mueller')
		editor.set({ calendar: 'klein' })
		expect(editor.isChanged.value).toBe(true)
		expect(await editor.save()).toBe(true)
		expect(move.mock.calls[0]?.[0]).toMatchObject({ method: 'MOVE', url: href, headers: { 'If-Match': '"1"', Overwrite: 'F' } })
		expect(put.mock.calls[0]?.[0]).toBe(`${other}a.ics`)
		expect(editor.href.value).toBe(`${other}a.ics`)
		expect(editor.isChanged.value).toBe(false)
	})

	it('sends nothing that is wrong, and names it until it is mended', async () => {
		server([stored('0151 1'), '"1"'])
		const put = vi.spyOn(axios, 'put')
		const editor = await opened()
		editor.set({ email: 'x', patientName: '' })
		expect(await editor.save()).toBe(false)
		expect([...editor.issues.value.keys()]).toEqual(['patientName', 'email'])
		editor.set({ email: '' })
		expect([...editor.issues.value.keys()]).toEqual(['patientName'])
		expect(put).not.toHaveBeenCalled()
	})

	it('is not held up by what has been wrong before', async () => {
		server([stored('?'), '"1"'])
		vi.spyOn(axios, 'put').mockResolvedValue({})
		const editor = await opened()
		editor.set({ reason: 'Kontrolle' })
		expect(await editor.save()).toBe(true)
	})

	it('shows both where somebody else was faster, and stores on the new version then', async () => {
		server([stored('0151 1'), '"1"'], [stored('0151 9999', 'X-INSURANCE-TYPE:PRIVAT'), '"2"'])
		const put = vi.spyOn(axios, 'put').mockResolvedValue({})
		const editor = await opened()
		editor.set({ phone: '0151 7777' })
		expect(await editor.save()).toBe(false)
		expect(put).not.toHaveBeenCalled()
		expect(editor.differences.value.map(({ key, conflict }) => [key, conflict])).toEqual([['insurance', false], ['phone', true]])
		expect(editor.draft.value).toMatchObject({ phone: '0151 7777', insurance: 'PRIVAT' })
		// not before the person has chosen
		expect(await editor.save()).toBe(false)
		expect(put).not.toHaveBeenCalled()
		editor.choose(editor.differences.value[1] as never, 'mine')
		expect(await editor.save()).toBe(true)
		expect(put.mock.calls[0]?.[2]?.headers).toMatchObject({ 'If-Match': '"2"' })
	})

	it('takes its own lost write for what it is', async () => {
		server([stored('0151 1'), '"1"'], [stored('0151 2222'), '"2"'])
		const editor = await opened()
		editor.set({ phone: '0151 2222' })
		expect(await editor.save()).toBe(true)
		expect(editor.differences.value).toEqual([])
	})

	it('puts what the server says to the field that it is about', async () => {
		server([stored('0151 1'), '"1"'])
		vi.spyOn(axios, 'put').mockRejectedValue(refusal(400, '<d:error xmlns:d="DAV:" xmlns:p="urn:sprechstunde"><p:issue code="FIELD_FORMAT" path="phone"><p:text>Keine Nummer.</p:text></p:issue></d:error>'))
		const editor = await opened()
		editor.set({ phone: '0151 2222' })
		expect(await editor.save()).toBe(false)
		expect(editor.issues.value.get('phone')).toBe('Keine Nummer.')
		expect(editor.failure.value).toBeNull()
		expect(editor.draft.value.phone).toBe('0151 2222')
	})

	it('hears of another version while nothing is typed, and keeps what is', async () => {
		server([stored('0151 1'), '"1"'], [stored('0151 2222'), '"2"'], [stored('0151 3333'), '"3"'])
		const editor = await opened()
		expect(await editor.look()).toBe(true)
		expect(editor.draft.value.phone).toBe('0151 2222')
		editor.set({ phone: '0151 7777' })
		expect(await editor.look()).toBe(true)
		expect(editor.draft.value.phone).toBe('0151 7777')
		expect(editor.differences.value).toHaveLength(1)
		expect(await editor.look()).toBe(false)
	})

	it('takes a save back, unless something else is stored or typed since', async () => {
		server([stored('0151 1'), '"1"'], [stored('0151 1'), '"1"'], [stored('0151 2222'), '"2"'], [stored('0151 2222'), '"2"'], [stored('0151 1'), '"3"'])
		const put = vi.spyOn(axios, 'put').mockResolvedValue({})
		const editor = await opened()
		const scope = effectScope()
		const undoable = scope.run(() => useUndoableSave(editor)) as ReturnType<typeof useUndoableSave>
		// as a page that shows it asks before there is anything
		expect(undoable.offer.value).toBeNull()
		editor.set({ phone: '0151 2222' })
		expect(await undoable.save(async () => {
			const saved = await editor.save()
			expect(undoable.offer.value).toBeNull()
			return saved
		})).toBe(true)
		expect(undoable.offer.value).not.toBeNull()
		editor.set({ phone: '0151 3' })
		expect(undoable.offer.value).toBeNull()
		editor.set({ phone: '0151 2222' })
		expect(await undoable.undo()).toBe(true)
		expect(put.mock.calls[1]?.[1]).toContain('X-PATIENT-PHONE:0151 1')
		expect(put.mock.calls[1]?.[2]?.headers).toMatchObject({ 'If-Match': '"2"' })
		expect([undoable.offer.value, editor.draft.value.phone]).toEqual([null, '0151 1'])
		scope.stop()
	})

	it('offers the status it has and those it may change to', async () => {
		server([stored('0151 1'), '"1"'])
		expect((await opened()).statuses.value).toEqual(['CONFIRMED', 'CANCELLED'])
	})
})
