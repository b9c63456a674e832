// SPDX-License-Identifier: GPL-3.0-or-later
import { beforeAll, describe, expect, it } from 'vitest'
import { ocs, send, type Answer } from './client.ts'
import { edit, instantOf, valueOf } from './event.ts'
import { book, catalog, change, fetchObject, iso, minute, newUid, objectUrl, offered, pickSlot, put, type Booked } from './fixtures.ts'
import { command, inside, isInside } from './inside.ts'
import { mailsTo, methodOf, newAddress, waitFor } from './mailbox.ts'
import { target } from './target.ts'

const stamp = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
const at = (start: number, length: number): Record<string, string> => ({ DTSTART: stamp(start), DTEND: stamp(start + length) })

interface Story {
	readonly booked: Booked
	/** where the patient moves it */
	readonly elsewhere: number
	readonly length: number
	/** as the PVS read it, before the patient's change */
	readonly old: { readonly text: string; readonly etag: string }
	/** after it */
	readonly now: { readonly text: string; readonly etag: string }
}

type Guest = 'moves' | 'cancels' | 'does nothing'

/** A booking that the practice has confirmed; then the patient acts, so many seconds ago. */
async function story(guest: Guest, secondsAgo: number, overrides: Record<string, string> = {}): Promise<Story> {
	const { calendar, type } = await offered('manual')
	const length = type.durationMinutes * minute
	const booked = await book('manual', overrides)
	const elsewhere = await pickSlot(calendar, type)
	expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
	const old = await fetchObject('pvs', calendar, booked.uri)
	if (guest === 'moves') inside(booked, { do: 'write', ics: edit(old.text, { ...at(elsewhere, length), STATUS: 'TENTATIVE' }) })
	if (guest === 'cancels') inside(booked, { do: 'write', ics: edit(old.text, { STATUS: 'CANCELLED' }) })
	if (secondsAgo > 0) inside(booked, { do: 'age', seconds: secondsAgo })
	return { booked, elsewhere, length, old, now: await fetchObject('pvs', calendar, booked.uri) }
}

/** What a client sends: If-Match with the old or the current ETag, or none. */
type Condition = 'old' | 'current' | 'none' | '*' | 'If: old'

function condition(name: Condition, { old, now }: Story): Record<string, string> {
	if (name === 'If: old') return { If: `([${old.etag}])` }
	return name === 'none' ? {} : { 'If-Match': name === 'old' ? old.etag : name === 'current' ? now.etag : '*' }
}

async function write(account: 'pvs' | 'staff' | 'admin', method: 'PUT' | 'DELETE', name: Condition, told: Story, changes: Record<string, string>): Promise<Answer> {
	const { booked: { calendar, uri }, old, now } = told
	const headers = condition(name, told)
	if (method === 'DELETE') return send(account, 'DELETE', objectUrl(account, calendar, uri), { headers })
	return put(account, calendar, uri, edit(name === 'old' || name === 'If: old' ? old.text : now.text, changes), { headers })
}

interface Linked extends Booked {
	readonly address: string
	/** one of the patient's routes, with the link from the mail; the appointment's ETag as the patient saw it */
	readonly act: (action: 'cancel' | 'reschedule', etag: string, start?: number) => Promise<{ readonly status: number; readonly codes: readonly string[] }>
}

/** A booking that the practice has confirmed, and its patient's link. */
async function linked(): Promise<Linked> {
	const address = newAddress()
	const { type } = await offered('manual')
	const booked = await book('manual', { 'X-PATIENT-EMAIL': address })
	const [mail] = await waitFor(address, 1)
	const token = /#termin=([\w-]+)/.exec(mail?.text ?? '')?.[1]
	expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
	return {
		...booked, address,
		act: async (action, etag, start) => {
			const times = start === undefined ? {} : { start: iso(start), end: iso(start + type.durationMinutes * minute) }
			const { answer, codes } = await ocs('booking', `patient/${action}`, { method: 'POST', body: JSON.stringify({ token, birthDate: '1964-08-12', etag, ...times }) })
			return { status: answer.status, codes }
		},
	}
}

describe.skipIf(target().mail === undefined || (target().manageUrl ?? null) === null)('a PVS and a patient with the link from a mail', () => {
	const read = ({ calendar, uri }: Booked): ReturnType<typeof fetchObject> => fetchObject('pvs', calendar, uri)

	it('the PVS has the last word over what it can not have seen, once, and the patient hears which time holds', async () => {
		const own = await linked()
		const old = await read(own)
		const elsewhere = await pickSlot(own.calendar, (await offered('manual')).type)
		expect((await own.act('reschedule', old.etag, elsewhere)).status).toBe(200)
		const moved = await read(own)
		expect([instantOf(moved.text, 'DTSTART'), valueOf(moved.text, 'STATUS')]).toEqual([elsewhere, 'TENTATIVE'])
		const stale = (account: 'pvs' | 'staff'): Promise<Answer> => put(account, own.calendar, own.uri, edit(old.text, { 'X-VISIT-REASON': 'Verbandwechsel' }), { headers: { 'If-Match': old.etag } })
		expect((await stale('staff')).status).toBe(412)
		expect((await stale('pvs')).status).toBe(204)
		const after = await read(own)
		expect([instantOf(after.text, 'DTSTART'), valueOf(after.text, 'STATUS'), valueOf(after.text, 'X-VISIT-REASON')]).toEqual([own.start, 'CONFIRMED', 'Verbandwechsel'])
		expect((await stale('pvs')).status).toBe(412)
		// the patient's page still shows what they had moved it to
		expect(await own.act('cancel', moved.etag)).toEqual({ status: 409, codes: ['CHANGED_MEANWHILE'] })
		expect((await read(own)).etag).toBe(after.etag)
		const isTold = async (): Promise<number> => (await mailsTo(own.address)).filter((mail) => /diese Zeit gilt/.test(mail.subject)).length
		await expect.poll(isTold, { timeout: 45_000, interval: 500 }).toBe(1)
		const last = (await mailsTo(own.address)).at(-1)
		expect(last?.subject).toMatch(/diese Zeit gilt/)
		expect(last?.text).toContain(new Intl.DateTimeFormat('de-DE', { timeZone: (await catalog()).practice.timeZone, hour: '2-digit', minute: '2-digit' }).format(own.start))
	}, 120_000)

	it('the PVS deletes with the ETag of before a patient\'s cancellation, but not of before the practice\'s', async () => {
		const own = await linked()
		const old = await read(own)
		expect((await own.act('cancel', old.etag)).status).toBe(200)
		const remove = (etag: string): Promise<Answer> => send('pvs', 'DELETE', objectUrl('pvs', own.calendar, own.uri), { headers: { 'If-Match': etag } })
		expect((await remove('"older"')).status).toBe(412)
		expect((await remove(old.etag)).status).toBe(204)
		const other = await linked()
		const before = await read(other)
		expect((await change('staff', other, { STATUS: 'CANCELLED' })).status).toBe(204)
		expect((await send('pvs', 'DELETE', objectUrl('pvs', other.calendar, other.uri), { headers: { 'If-Match': before.etag } })).status).toBe(412)
	}, 120_000)
})

const isConflict = (booked: Booked): boolean => inside(booked, { do: 'look' }).log.some((entry) => entry.code === 'CONFLICT' && entry.level === 'WARNING')

describe('conditions without a patient', () => {
	it.each([['PUT', 'current', 204], ['PUT', 'none', 204], ['PUT', '*', 204], ['PUT', 'old', 412], ['DELETE', 'old', 412], ['DELETE', 'current', 204], ['DELETE', 'none', 204]] as const)(
		'the PVS: %s with ETag: %s → %i', async (method, name, status) => {
			const told = await story('does nothing', 0)
			// the practice itself has changed it since: ordinary ETags
			expect((await change('staff', told.booked, { 'X-VISIT-REASON': 'Verbandwechsel' })).status).toBe(204)
			const now = await fetchObject('pvs', told.booked.calendar, told.booked.uri)
			expect((await write('pvs', method, name, { ...told, now }, { 'X-VISIT-REASON': 'Anderes' })).status).toBe(status)
			const after = await fetchObject('pvs', told.booked.calendar, told.booked.uri)
			expect(status === 412 ? after.etag : '').toBe(status === 412 ? now.etag : '')
		})

	it('a website never overwrites', async () => {
		const booked = await book()
		const { etag } = await fetchObject('staff', booked.calendar, booked.uri)
		for (const headers of [{}, { 'If-Match': etag }, { 'If-Match': '"old"' }, { 'If-None-Match': '*' }] as Record<string, string>[]) {
			const answer = await put('booking', booked.calendar, booked.uri, (await fetchObject('staff', booked.calendar, booked.uri)).text, { headers })
			expect([400, 403, 409, 412]).toContain(answer.status)
		}
		expect((await fetchObject('staff', booked.calendar, booked.uri)).etag).toBe(etag)
	})

	it('what can not be read changes nothing', async () => {
		const booked = await book()
		const before = await fetchObject('pvs', booked.calendar, booked.uri)
		for (const body of ['', 'BEGIN:VCALENDAR', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', edit(before.text, { DTSTART: 'never' }), before.text.slice(0, before.text.length / 2)]) {
			const answer = await put('pvs', booked.calendar, booked.uri, body)
			expect(answer.status).toBeGreaterThanOrEqual(400)
			expect((await fetchObject('pvs', booked.calendar, booked.uri)).etag).toBe(before.etag)
		}
	})
})

describe.skipIf(!isInside())('a PVS and a patient', () => {
	it.each([
		// [patient, seconds ago, role, method, If-Match, what the write does, status, conflict]
		['moves', 0, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['moves', 0, 'pvs', 'PUT', 'If: old', 'keeps the old time', 204, true],
		['moves', 240, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['moves', 330, 'pvs', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 330, 'pvs', 'PUT', 'If: old', 'keeps the old time', 412, false],
		['moves', 0, 'pvs', 'DELETE', 'old', 'deletes', 204, true],
		['moves', 330, 'pvs', 'DELETE', 'old', 'deletes', 412, false],
		['moves', 0, 'pvs', 'DELETE', 'none', 'deletes', 204, true],
		['moves', 330, 'pvs', 'DELETE', 'none', 'deletes', 204, false],
		['moves', 0, 'pvs', 'PUT', 'current', 'confirms', 204, false],
		['moves', 0, 'pvs', 'PUT', 'none', 'confirms', 204, false],
		['moves', 0, 'pvs', 'PUT', 'current', 'cancels', 204, true],
		['moves', 0, 'pvs', 'PUT', 'none', 'cancels', 204, true],
		['moves', 330, 'pvs', 'PUT', 'current', 'cancels', 204, false],
		['cancels', 0, 'pvs', 'PUT', 'old', 'keeps the old time', 204, true],
		['cancels', 60, 'pvs', 'DELETE', 'old', 'deletes', 204, false],
		['cancels', 330, 'pvs', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 0, 'staff', 'PUT', 'old', 'keeps the old time', 412, false],
		['moves', 0, 'staff', 'PUT', 'current', 'cancels', 204, false],
		['moves', 0, 'admin', 'DELETE', 'old', 'deletes', 412, false],
	] as const)('patient %s, %i s later %s: %s, ETag: %s, %s → %i, conflict: %s', async (guest, secondsAgo, role, method, name, does, status, conflict) => {
		const told = await story(guest, secondsAgo)
		const { booked, elsewhere, old, now } = told
		const answer = await write(role, method, name, told, does === 'cancels' ? { STATUS: 'CANCELLED' } : does === 'confirms' ? { STATUS: 'CONFIRMED' } : { 'X-VISIT-REASON': 'Verbandwechsel' })
		expect(answer.status).toBe(status)
		const after = await fetchObject('pvs', booked.calendar, booked.uri)
		if (status === 412) expect(after.etag).toBe(now.etag)
		else if (does === 'deletes') expect(after.status).toBe(404)
		else {
			expect(instantOf(after.text, 'DTSTART')).toBe(does === 'keeps the old time' ? booked.start : elsewhere)
			expect(valueOf(after.text, 'STATUS')).toBe(does === 'cancels' ? 'CANCELLED' : 'CONFIRMED')
			expect(Number(valueOf(after.text, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(old.text, 'SEQUENCE')))
		}
		expect(isConflict(booked)).toBe(conflict)
		// what the PVS has just written it has seen
		if (status === 204 && does !== 'deletes') expect((await write(role, method, 'old', told, {})).status).toBe(412)
	})

	it('a request that was withdrawn comes back as the PVS knew it, though nobody may undo it any more', async () => {
		const booked = await book()
		const old = await fetchObject('pvs', booked.calendar, booked.uri)
		inside(booked, { do: 'write', ics: edit(old.text, { STATUS: 'CANCELLED' }) })
		inside(booked, { do: 'age', seconds: 60 })
		expect((await change('pvs', booked, { STATUS: 'TENTATIVE' })).codes).toEqual(['UNDO_EXPIRED'])
		expect((await put('pvs', booked.calendar, booked.uri, edit(old.text, { 'X-VISIT-REASON': 'neu' }), { headers: { 'If-Match': old.etag } })).status).toBe(204)
		expect(valueOf((await fetchObject('pvs', booked.calendar, booked.uri)).text, 'STATUS')).toBe('TENTATIVE')
		expect(isConflict(booked)).toBe(true)
	})

	it('a booking that the PVS confirms or refuses a moment later is no conflict', async () => {
		for (const status of ['CONFIRMED', 'CANCELLED']) {
			const booked = await book()
			expect((await change('pvs', booked, { STATUS: status })).status).toBe(204)
			expect(isConflict(booked)).toBe(false)
		}
	})
})

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
		const gone = await waitFor(deleted, 2, 45)
		expect(gone.filter((one) => methodOf(one) === 'CANCEL').map((one) => one.subject)).toEqual([expect.stringMatching(/findet nicht statt/)])
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
		expect(inside(told.booked, { do: 'look' }).log.map((entry) => entry.code)).toEqual(['CONFLICT', 'VERSION_RESTORED', 'VERSION_RESTORED'])
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
		expect(inside(second, { do: 'look' }).log).toEqual([expect.objectContaining({ level: 'WARNING', code: 'DOUBLE_BOOKED', actor: target().accounts.staff?.user })])
		expect(inside(booked, { do: 'look' }).log).toEqual([])
	})
})
