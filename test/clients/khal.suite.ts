// SPDX-License-Identifier: GPL-3.0-or-later
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf, valueOf } from '../conformance/event.ts'
import { book, change, freeSlots, minute, offered, pickSlot, type Booked } from '../conformance/fixtures.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import { installed } from './installed.ts'
import { khalTime, openKhal, type Khal } from './khal.ts'
import { stored } from './practice.ts'
import { openVdir, type Vdir } from './vdirsyncer.ts'

const suite = installed.khal === null || installed.vdirsyncer === null ? describe.skip : describe

for (const role of ['staff', 'pvs'] as const) {
	suite(`khal on vdirsyncer's folder as ${role}`, () => {
		let calendar: string
		let vdir: Vdir
		let khal: Khal
		let booked: Booked
		const name = `Klara Beispiel ${role}`
		const storedText = async (uid: string): Promise<string> => (await stored(calendar, uid))?.text ?? ''
		const listed = (): string[] => khal.run(['search', '--format', '{status}{title}|{start} {end}|{uid}', name]).split('\n').filter((line) => line.includes('|'))
		/** Sends what khal wrote, and fetches what the server made of it. */
		const sync = (): void => {
			for (let round = 0; round < 2; round++) expect(vdir.sync()).toMatchObject({ failed: false })
		}

		beforeAll(async () => {
			calendar = (await offered('manual')).calendar
			const { user = '', password = '' } = target().accounts[role] ?? {}
			vdir = openVdir({ server: `${target().server.url}/`, user, password, calendar: calendarUrl(role, calendar) })
			khal = openKhal(vdir.folder)
			booked = await book('manual', { 'X-PATIENT-NAME': name })
			sync()
		})

		afterAll(async () => {
			rmSync(khal.folder, { recursive: true, force: true })
			await vdir.close()
		})

		it('shows the request as tentative, at its time', async () => {
			const { type } = await offered('manual')
			expect(listed()).toEqual([`TENTATIVE ${name} - Krampfadern, Kontrolle|${khalTime(booked.start)} ${khalTime(booked.start + type.durationMinutes * minute)}|${booked.uid}`])
		})

		it('moves it and adds a note; the fields survive', async () => {
			const { type } = await offered('manual')
			const to = await pickSlot(calendar, type)
			const before = await storedText(booked.uid)
			khal.run(['edit', name], ['t', `${khalTime(to)} ${khalTime(to + type.durationMinutes * minute)}`, 'd', 'Bitte nüchtern kommen.', 'n', 'q'])
			sync()
			const after = await storedText(booked.uid)
			expect([instantOf(after, 'DTSTART'), valueOf(after, 'STATUS')]).toEqual([to, 'TENTATIVE'])
			expect(valueOf(after, 'DESCRIPTION')).toMatch(/Bitte nüchtern kommen\.$/)
			for (const field of ['X-PATIENT-NAME', 'X-PATIENT-BIRTHDATE', 'X-PATIENT-EMAIL', 'X-INSURANCE-TYPE', 'X-APPOINTMENT-TYPE', 'CATEGORIES']) expect([field, valueOf(after, field)]).toEqual([field, valueOf(before, field)])
			expect(listed()[0]).toContain(khalTime(to))
		})

		it('enters a block, which is busy', async () => {
			const { type } = await offered('manual')
			const start = await pickSlot(calendar, type)
			const title = `Visite ${role}`
			khal.run(['new', khalTime(start), khalTime(start + 30 * minute), title])
			sync()
			const uid = khal.run(['search', '--format', '{uid}', title]).trim().split('\n').at(-1) ?? ''
			const made = await storedText(uid)
			expect([valueOf(made, 'SUMMARY'), instantOf(made, 'DTSTART'), valueOf(made, 'X-APPOINTMENT-TYPE')]).toEqual([title, start, undefined])
			expect(await freeSlots(calendar, type)).not.toContain(start)
		})

		it('enters an appointment by its category', async () => {
			const { type } = await offered('manual')
			const start = await pickSlot(calendar, type)
			const title = `Besprechung ${role}`
			khal.run(['new', '--categories', 'APPOINTMENT', khalTime(start), khalTime(start + 30 * minute), title])
			sync()
			const uid = khal.run(['search', '--format', '{uid}', title]).trim().split('\n').at(-1) ?? ''
			const made = await storedText(uid)
			expect([valueOf(made, 'STATUS'), valueOf(made, 'X-BOOKING-SOURCE')]).toEqual(['CONFIRMED', role === 'pvs' ? 'PVS' : 'PRACTICE'])
		})

		if (role === 'pvs') {
			it('deletes it', async () => {
				khal.run(['edit', name], ['D', 'y'])
				sync()
				expect(await stored(calendar, booked.uid)).toBeNull()
				expect(listed()).toEqual([])
			})
		} else {
			it('can\'t delete it: vdirsyncer shows the refusal, goes on with the rest, and brings it back at its next change', async () => {
				khal.run(['edit', name], ['D', 'y'])
				expect(vdir.sync()).toMatchObject({ failed: true, shown: expect.stringMatching(/403/) as string })
				expect(await stored(calendar, booked.uid)).not.toBeNull()
				const other = await book('manual', { 'X-PATIENT-NAME': `${name} zwei` })
				expect(vdir.sync().failed).toBe(true)
				expect(listed().map((line) => line.split('|')[2])).toEqual([other.uid])
				await change('admin', booked, { STATUS: 'CONFIRMED' })
				sync()
				expect(listed().map((line) => line.split('|')[2]).sort()).toEqual([booked.uid, other.uid].sort())
			})
		}

		it('leaves vdirsyncer nothing to do', () => {
			expect(vdir.sync()).toEqual({ failed: false, shown: expect.not.stringMatching(/Copying|Deleting/) as string })
		})
	})}
