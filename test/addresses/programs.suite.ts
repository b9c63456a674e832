// SPDX-License-Identifier: GPL-3.0-or-later
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonCaldav } from '../clients/pythonCaldav.ts'
import { deleteAsAdmin, newAppointment, stored } from '../clients/practice.ts'
import type { Replica } from '../clients/program.ts'
import { tsdav } from '../clients/tsdav.ts'
import { vdirsyncer } from '../clients/vdirsyncer.ts'
import { instantOf, valueOf } from '../conformance/event.ts'
import { book, type Booked } from '../conformance/fixtures.ts'
import { target } from '../conformance/target.ts'
import { behindEach } from './site.ts'

/** where a program begins: python-caldav has to be told the root, the others find it by well-known from the website's own address */
const roots = { 'python-caldav': ['/caldav/', '/.well-known/caldav'], 'tsdav': ['/'], 'vdirsyncer': ['/', '/caldav/'] } as const

behindEach(({ url }) => {
	for (const program of [pythonCaldav, tsdav, vdirsyncer]) for (const role of ['staff', 'pvs'] as const) for (const root of roots[program.name as keyof typeof roots]) {
		const suite = program.version === null ? describe.skip : describe
		suite(`${program.name} as ${role} from ${root}`, () => {
			let replica: Replica
			let booked: Booked
			beforeAll(async () => {
				const { user = '', password = '' } = target().accounts[role] ?? {}
				// vdirsyncer takes a calendar by the name that it found; the others are told a stable address
				const calendar = program === vdirsyncer ? `${url()}/caldav/calendars/${user}/dr-mueller_shared_by_praxis/` : `${url()}/caldav/calendars/dr-mueller/`
				replica = await program.open({ server: new URL(program === pythonCaldav ? '/' : root, url()).href, root, user, password, calendar })
				await replica.pull()
				booked = await book()
			})
			afterAll(() => replica.close())

			it('finds the practice\'s calendars on the website', async () => {
				const { user = '' } = target().accounts[role] ?? {}
				const found = (await replica.calendars()).map((entry) => entry.url)
				for (const { id } of target().calendars) expect(found).toContain(`${url()}/caldav/calendars/${user}/${id}_shared_by_praxis/`)
			})

			it('gets an online booking, and then nothing', async () => {
				expect(await replica.pull()).toEqual({ changed: [booked.uid], removed: [] })
				const copy = await replica.read(booked.uid) ?? ''
				expect([valueOf(copy, 'STATUS'), instantOf(copy, 'DTSTART')]).toEqual(['TENTATIVE', booked.start])
				expect(await replica.pull()).toEqual({ changed: [], removed: [] })
			})

			it('approves it', async () => {
				expect(await replica.edit(booked.uid, { STATUS: 'CONFIRMED' })).toEqual({ done: true })
				await replica.pull()
				expect(valueOf((await stored('dr-mueller', booked.uid))?.text ?? '', 'STATUS')).toBe('CONFIRMED')
			})

			it('enters an appointment', async () => {
				const { uid, ics, start } = await newAppointment()
				expect(await replica.create(ics)).toEqual({ done: true })
				expect(instantOf((await stored('dr-mueller', uid))?.text ?? '', 'DTSTART')).toBe(start)
				await replica.pull()
			})

			it('notices that one is gone', async () => {
				await deleteAsAdmin('dr-mueller', booked.uid)
				expect(await replica.pull()).toEqual({ changed: [], removed: [booked.uid] })
			})
		})
	}
})
