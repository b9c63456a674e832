// SPDX-License-Identifier: GPL-3.0-or-later
// What a conflict leaves: mails, alerts, kept versions and their restore, the log.
import { beforeAll, describe, expect, it } from 'vitest'
import { at, story, write, type Story } from './conflictStory.ts'
import { edit, instantOf, valueOf } from './event.ts'
import { book, catalog, fetchObject, newUid, offered, put, type Booked } from './fixtures.ts'
import { command, inside, isInside, type Found } from './inside.ts'
import { mailsTo, methodOf, newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

/** What is out of the ordinary. */
const notable = (booked: Booked): Found['log'] => inside(booked, { do: 'look' }).log.filter(({ code }) => ['CONFLICT', 'DOUBLE_BOOKED', 'VERSION_RESTORED'].includes(code))
const lines = (booked: Booked): string[] => command('sprechstunde:versions', booked.calendar, booked.uri).trim().split('\n')

describe.skipIf(!isInside() || target().mail === undefined)('a conflict', () => {
	const [kept, deleted] = [newAddress(), newAddress()]
	let told: Story
	let alerts: number
	let notified: number

	beforeAll(async () => {
		const { practice } = await catalog()
		const count = async (): Promise<number> => (await mailsTo(practice.email)).length
		told = await story('moves', 0, { 'X-PATIENT-EMAIL': kept, 'X-VISIT-REASON': 'Thrombose' })
		const other = await story('moves', 0, { 'X-PATIENT-EMAIL': deleted })
		await waitFor(kept, 2, 45)
		alerts = await count()
		notified = inside(told.booked, { do: 'look' }).notified
		expect((await write('pvs', 'PUT', 'none', told, { ...at(told.booked.start, told.length), STATUS: 'CONFIRMED' })).status).toBe(204)
		expect((await write('pvs', 'DELETE', 'none', other, {})).status).toBe(204)
	}, 120_000)

	it('is told to the patient once, with the time that holds', async () => {
		const before = (await mailsTo(kept)).length
		const mails = await waitFor(kept, before + 1, 45)
		const mail = mails.at(-1)
		expect(mail?.subject).toMatch(/diese Zeit gilt/)
		expect(mail?.attachments[0]?.content).toContain('METHOD:REQUEST')
		const time = new Intl.DateTimeFormat('de-DE', { timeZone: (await catalog()).practice.timeZone, hour: '2-digit', minute: '2-digit' }).format(told.booked.start)
		expect(mail?.text).toContain(time)
		expect(mails.filter((one) => /diese Zeit gilt/.test(one.subject))).toHaveLength(1)
		// whether they had heard of the other time before is a matter of seconds
		const gone = async (): Promise<string[]> => (await mailsTo(deleted)).filter((one) => methodOf(one) === 'CANCEL').map((one) => one.subject)
		await expect.poll(gone, { timeout: 45_000, interval: 500 }).toEqual([expect.stringMatching(/findet nicht statt/)])
	}, 120_000)

	it('is told to the admins, with a link and nothing about the patient', async () => {
		const { practice } = await catalog()
		const mails = (await waitFor(practice.email, alerts + 2)).slice(alerts)
		expect(mails).toHaveLength(2)
		for (const mail of mails) {
			expect(mail.subject).toMatch(/^Konflikt/)
			expect(mail.text).toMatch(/https?:\/\/\S+\/apps\/sprechstunde\//)
			expect(mail.text + mail.html).not.toMatch(/Erika|Mustermann|Thrombose|appointment-/)
		}
		await expect.poll(() => inside(told.booked, { do: 'look' }).notified, { timeout: 30_000, interval: 1000 }).toBe(notified + 2)
	}, 120_000)

	it('keeps both versions, and tells of them without naming anybody', () => {
		const [lost, won, ...more] = lines(told.booked)
		expect(more).toEqual([])
		expect(lost).toMatch(/^\d+ {2}written \S+ by patient \(patient\) {2}replaced \S+ {2}conflict$/)
		expect(won).toMatch(/^\d+ {2}written \S+ by \S+ \(pvs\) {2}held {2}conflict$/)
		expect(command('sprechstunde:versions', told.booked.calendar, 'nothing.ics')).toContain('no version was kept')
		expect(command('sprechstunde:versions', 'nowhere', told.booked.uri)).toContain('CALENDAR_UNKNOWN')
		expect(command('sprechstunde:versions', '--restore=999999999')).toContain('NOT_FOUND')
	})

	it('can be decided the other way, and back: each time as a newer revision that the patient hears of once', async () => {
		const { calendar, uri, start } = told.booked
		const [lost = '', won = ''] = lines(told.booked).map((line) => line.split(' ')[0])
		for (const [version, time, status] of [[lost, told.elsewhere, 'TENTATIVE'], [won, start, 'CONFIRMED']] as const) {
			const before = await fetchObject('staff', calendar, uri)
			const mails = (await mailsTo(kept)).length
			expect(command('sprechstunde:versions', `--restore=${version}`)).toContain(`version ${version} holds again`)
			const after = await fetchObject('staff', calendar, uri)
			expect(instantOf(after.text, 'DTSTART')).toBe(time)
			expect(valueOf(after.text, 'STATUS')).toBe(status)
			expect(Number(valueOf(after.text, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(before.text, 'SEQUENCE')))
			// busy time followed: the website can't book it
			expect((await book('manual', {}, time)).answer.codes).toEqual(['SLOT_TAKEN'])
			expect((await waitFor(kept, mails + 1, 45)).slice(mails).map(methodOf)).toEqual(['REQUEST'])
		}
		expect(lines(told.booked)).toHaveLength(4)
		expect(notable(told.booked).map((entry) => entry.code)).toEqual(['CONFLICT', 'VERSION_RESTORED', 'VERSION_RESTORED'])
	}, 180_000)

	it('that deleted the appointment can be taken back, out of the trash', async () => {
		const other = await story('moves', 0)
		expect((await write('pvs', 'DELETE', 'old', other, {})).status).toBe(204)
		expect((await fetchObject('staff', other.booked.calendar, other.booked.uri)).status).toBe(404)
		const [lost = ''] = lines(other.booked).map((line) => line.split(' ')[0])
		expect(command('sprechstunde:versions', `--restore=${lost}`)).toContain('holds again')
		expect(instantOf((await fetchObject('staff', other.booked.calendar, other.booked.uri)).text, 'DTSTART')).toBe(other.elsewhere)
	})

	it('a time that the practice books twice stands in the log', async () => {
		const { type } = await offered('manual')
		const booked = await book()
		const uid = newUid()
		const second = { ...booked, uri: `${uid}.ics` }
		const { text } = await fetchObject('staff', booked.calendar, booked.uri)
		expect((await put('staff', booked.calendar, second.uri, edit(text, { UID: uid }))).status).toBe(201)
		expect(type.durationMinutes).toBeGreaterThan(0)
		expect(notable(second)).toEqual([expect.objectContaining({ level: 'WARNING', code: 'DOUBLE_BOOKED', actor: target().accounts.staff?.user })])
		expect(notable(booked)).toEqual([])
	})
})
