// SPDX-License-Identifier: GPL-3.0-or-later
// A program with a REST interface: what its events change, and that none of it is sent back to it.
import { describe, expect, it } from 'vitest'
import { ocs } from './client.ts'
import { valueOf } from './event.ts'
import { book, change, iso, offered, pickSlot } from './fixtures.ts'
import { berlin, isReachable, program, useProgram } from './xconceptProgram.ts'

describe.skipIf(!isReachable())('what a program with a REST interface tells', () => {
	const { server, alive, known, connect, deliver, settled, tried, approved, sent, remoteId, remote, stored, tell, expectAgreement, lastRevision } = useProgram()

	it('moves, cancels and confirms by its events, each once, and is not sent its own', async () => {
		const booked = await sent()
		const requests = server.requests.length
		const { type } = await offered('manual')
		const start = await pickSlot(known.calendar, type)
		const id = 'msg_move'
		expect(await tell('updated', booked, { ...berlin(start), duration: type.durationMinutes }, { id })).toEqual({ status: 200, outcome: 'applied', codes: [] })
		server.appointments.set(await remoteId(booked), { ...server.appointments.get(await remoteId(booked)), ...berlin(start) })
		expect(valueOf(await stored(booked), 'DTSTART')).toContain(berlin(start).date.replaceAll('-', ''))
		// the same message again, signed anew, and with another content: it counts for nothing
		expect(await tell('cancelled', booked, {}, { id })).toEqual({ status: 200, outcome: 'duplicate', codes: [] })
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CONFIRMED')
		// what was overtaken on its way
		const late = await tell('updated', booked, berlin(booked.start), {}, { revision: lastRevision() - 1 })
		expect(late).toEqual({ status: 200, outcome: 'outdated', codes: [] })
		expect(valueOf(await stored(booked), 'DTSTART')).toContain(berlin(start).date.replaceAll('-', ''))
		expect((await tell('updated', booked, berlin(start))).outcome).toBe('unchanged')
		await deliver()
		expect(server.requests.length).toBe(requests)
		const log = (await ocs('admin', `log?uid=${encodeURIComponent(booked.uid)}`)).data.entries as { code: string; actor: string; role: string; way: string }[]
		expect(log.find(({ code }) => code === 'APPOINTMENT_MOVED')).toMatchObject({ actor: program, role: 'pvs', way: 'sync' })
		expect(log.map(({ code }) => code)).toContain('REMOTE_EVENT_OUTDATED')
		expect((await tell('cancelled', booked)).outcome).toBe('applied')
		server.appointments.delete(await remoteId(booked))
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CANCELLED')
		expect((await tell('cancelled', booked)).outcome).toBe('unchanged')
		await deliver()
		expect(server.requests.length).toBe(requests)
		// one that it knows by its UID only
		const asked = await book('manual')
		server.appointments.set('own-1', berlin(asked.start))
		const confirmation = await server.send(known.address, known.secret, { type: 'appointment.confirmed', revision: 1, appointment: { id: 'own-1', external_id: asked.uid } })
		expect(confirmation).toEqual({ status: 200, outcome: 'applied', codes: [] })
		expect(valueOf(await stored(asked), 'STATUS')).toBe('CONFIRMED')
		expect(await remoteId(asked)).toBe('own-1')
		alive.push(asked)
	}, 120_000)

	it('is sent what it could not know when it told something', async () => {
		const booked = await approved()
		await settled(booked.uid)
		server.script.push({ status: 503 })
		expect((await change('staff', booked, { 'X-VISIT-REASON': 'Neuer Grund' })).status).toBe(204)
		await tried(booked.uid, 1)
		const start = await pickSlot(known.calendar, (await offered('manual')).type)
		expect((await tell('updated', booked, berlin(start))).outcome).toBe('applied')
		await settled(booked.uid)
		expect(await remote(booked)).toMatchObject({ ...berlin(start), reason: 'Neuer Grund' })
	}, 120_000)

	it('changes nothing where Nextcloud has the last word, or where the practice has changed it since', async () => {
		const booked = await sent()
		await connect({}, 'nextcloud')
		expect(await tell('cancelled', booked)).toEqual({ status: 403, outcome: '', codes: ['AUTHORITY_NEXTCLOUD'] })
		await connect()
		const occurred = iso(Date.now() - 60_000)
		expect(await tell('cancelled', booked, {}, {}, { occurred_at: occurred })).toEqual({ status: 409, outcome: '', codes: ['CHANGED_MEANWHILE'] })
		expect(valueOf(await stored(booked), 'STATUS')).toBe('CONFIRMED')
		expect((await tell('updated', booked, {}, {}, { occurred_at: iso(Date.now() + 2000) })).status).toBe(200)
	}, 120_000)

	it('has what the calendar has in the end, and no queue or log names anybody', async () => {
		await expectAgreement()
	})
})
