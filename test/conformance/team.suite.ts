// SPDX-License-Identifier: GPL-3.0-or-later
// What the team's pages ask: who was faster, conflicts and the versions they left.
import { beforeAll, describe, expect, it } from 'vitest'
import { ocs } from './client.ts'
import { at, story, write, type Story } from './conflictStory.ts'
import { instantOf } from './event.ts'
import { book, change, fetchObject } from './fixtures.ts'
import { isInside } from './inside.ts'
import { newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

interface Listed { readonly id: number; readonly winner: number | null; readonly calendar: string; readonly href: string | null; readonly settledAt: string | null }

const strangers = [['booking', 403], ['pvs', 403], ['none', 403], [null, 401]] as const
const list = async (): Promise<Listed[]> => (await ocs('staff', 'conflicts')).data['conflicts'] as Listed[]
const open = async (): Promise<number> => (await ocs('staff', 'counts')).data['conflicts'] as number

describe.runIf(target().server.kind === 'nextcloud')('who was faster', () => {
	it('is told to the team, with the status that holds', async () => {
		const booked = await book()
		expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
		for (const account of ['staff', 'admin'] as const) {
			const { answer, data } = await ocs(account, `requests/last-change?uid=${encodeURIComponent(booked.uid)}`)
			expect([answer.status, data['status']]).toEqual([200, 'CONFIRMED'])
			expect(data['by']).not.toBe('')
		}
	})

	it('is nothing where there is no such appointment', async () => {
		for (const query of ['', '?uid=', '?uid=nobody%40example', '?uid[]=x']) expect((await ocs('staff', `requests/last-change${query}`)).codes).toEqual(['NOT_FOUND'])
	})

	it.each(strangers)('is nothing for %s', async (account, status) => {
		expect((await ocs(account, 'requests/last-change?uid=x')).answer.status).toBe(status)
	})
})

describe.runIf(target().server.kind === 'nextcloud')('a question to a patient', () => {
	const ask = (uid: unknown, text: unknown, account: Parameters<typeof ocs>[0] = 'staff'): ReturnType<typeof ocs> => ocs(account, 'requests/question', { method: 'POST', body: JSON.stringify({ uid, text }) })

	it.skipIf(target().mail === undefined)('is mailed as it was typed, with the practice’s address for the answer and a subject without names', async () => {
		const address = newAddress()
		const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
		const { answer } = await ask(booked.uid, 'Welches Bein?\r\nBcc: other@example.org')
		expect(answer.status).toBe(200)
		const mail = (await waitFor(address, 2)).find(({ subject }) => subject.startsWith('Rückfrage'))
		expect(mail?.text).toContain('Welches Bein?')
		expect(mail?.subject).not.toMatch(/Erika|Bein/)
		expect(mail?.to).toEqual([address])
	}, 60_000)

	it('needs a text of bearable length, an appointment, and an address', async () => {
		const booked = await book()
		for (const text of ['', '  ', null, 7, ['x']]) expect((await ask(booked.uid, text)).codes).toEqual(['FIELD_REQUIRED'])
		expect((await ask(booked.uid, 'x'.repeat(2001))).codes).toEqual(['FIELD_TOO_LONG'])
		for (const uid of ['', 'nobody@example', null, []]) expect((await ask(uid, 'Welches Bein?')).codes).toEqual(['NOT_FOUND'])
		const silent = await book('manual', { 'X-PATIENT-EMAIL': '', 'X-PATIENT-PHONE': '0123 4567' })
		expect((await ask(silent.uid, 'Welches Bein?')).codes).toEqual(['FIELD_REQUIRED'])
	})

	it.each(strangers)('is nothing for %s', async (account, status) => {
		expect((await ask('x', 'Welches Bein?', account)).answer.status).toBe(status)
	})
})

describe.runIf(isInside())('a conflict on the team’s page', () => {
	let told: Story
	let listed: Listed
	let before: number

	beforeAll(async () => {
		before = await open()
		told = await story('moves', 0)
		expect((await write('pvs', 'PUT', 'none', told, { ...at(told.booked.start, told.length), STATUS: 'CONFIRMED' })).status).toBe(204)
		listed = (await list())[0] as Listed
	}, 60_000)

	it('is listed and counted, with the address of the appointment', async () => {
		expect(listed).toMatchObject({ calendar: told.booked.calendar, settledAt: null })
		expect(listed.href).toContain(encodeURIComponent(told.booked.uri))
		expect(await open()).toBe(before + 1)
	})

	it('shows both versions, and puts either back', async () => {
		const { calendar, uri } = told.booked
		const read = async (id: number | null): Promise<Record<string, unknown>> => (await ocs('staff', `versions/${id}`)).data
		expect(instantOf(String((await read(listed.id))['ics']), 'DTSTART')).toBe(told.elsewhere)
		expect(instantOf(String((await read(listed.winner))['ics']), 'DTSTART')).toBe(told.booked.start)
		for (const [id, start] of [[listed.id, told.elsewhere], [listed.winner, told.booked.start]] as const) {
			expect((await ocs('staff', `versions/${id}/restore`, { method: 'POST' })).answer.status).toBe(200)
			expect(instantOf((await fetchObject('staff', calendar, uri)).text, 'DTSTART')).toBe(start)
		}
	})

	it('counts no longer once it is settled, and stays in the list', async () => {
		for (let tries = 0; tries < 2; tries++) expect((await ocs('staff', `conflicts/${listed.id}/settle`, { method: 'POST' })).answer.status).toBe(200)
		expect(await open()).toBe(before)
		expect((await list()).find(({ id }) => id === listed.id)?.settledAt).not.toBeNull()
	})

	it.each(strangers)('is nothing for %s', async (account, status) => {
		for (const path of ['conflicts', `versions/${listed.id}`]) expect((await ocs(account, path)).answer.status).toBe(status)
		for (const path of [`versions/${listed.id}/restore`, `conflicts/${listed.id}/settle`]) expect((await ocs(account, path, { method: 'POST' })).answer.status).toBe(status)
	})

	it('is not found by a wrong name', async () => {
		for (const id of ['0', '999999999', '-1', 'x', '1e3', '99999999999999999999']) {
			expect((await ocs('staff', `versions/${id}`)).codes).toEqual(['NOT_FOUND'])
			expect((await ocs('staff', `versions/${id}/restore`, { method: 'POST' })).codes).toEqual(['NOT_FOUND'])
		}
	})
})
