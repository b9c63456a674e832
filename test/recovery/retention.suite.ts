// SPDX-License-Identifier: GPL-3.0-or-later
// Kept versions and the log go after the days that the practice has set, and not before.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { edit, valueOf } from '../conformance/event.ts'
import { book, change, fetchObject, minute, offered, pickSlot, put, type Booked } from '../conformance/fixtures.ts'
import { command, inside } from '../conformance/inside.ts'
import { at, configuration, provision, rows, run, runJob } from './practice.ts'

const day = 86_400
const retention = { backupDays: 30, logDays: 10 }
const before = configuration()
const versions = ({ calendar, uri }: Booked): string[] => command('sprechstunde:versions', calendar, uri).trim().split('\n')
const log = (one: Booked): string[] => inside(one, { do: 'look' }).log.map(({ code }) => code)
const now = (): number => Math.floor(Date.now() / 1000)

/** An appointment that the patient moved and the PVS, which had not seen it, moved back. */
async function conflicted(): Promise<Booked> {
	const { calendar, type } = await offered('manual')
	const booked = await book()
	expect((await change('pvs', booked, { STATUS: 'CONFIRMED' })).status).toBe(204)
	const old = await fetchObject('pvs', calendar, booked.uri)
	inside(booked, { do: 'write', ics: edit(old.text, { ...at(await pickSlot(calendar, type), type.durationMinutes * minute), STATUS: 'TENTATIVE' }) })
	expect((await put('pvs', calendar, booked.uri, edit(old.text, { 'X-VISIT-REASON': 'neu' }), { headers: { 'If-Match': old.etag } })).status).toBe(204)
	return booked
}

/** As if the versions had been kept, and the log written, so that they expire so many seconds from now. */
function expireIn(seconds: number, { uri }: Booked): void {
	const id = String(rows('SELECT object_id FROM *PREFIX*sprechstunde_state WHERE uri = ?', uri)[0]?.['object_id'])
	run('UPDATE *PREFIX*sprechstunde_version SET expires_at = ? WHERE object_id = ?', now() + seconds, id)
	run('UPDATE *PREFIX*sprechstunde_log SET at = ? WHERE object_id = ?', now() - retention.logDays * day + seconds, id)
}

let old: Booked
let recent: Booked
beforeAll(async () => {
	expect(provision({ ...before, retention })).toContain('stored the configuration')
	old = await conflicted()
	recent = await conflicted()
})
afterAll(() => { provision(before) })

it('versions are kept for the days that the practice has set', () => {
	const kept = rows('SELECT expires_at FROM *PREFIX*sprechstunde_version WHERE uri = ?', recent.uri)
	expect(kept).toHaveLength(2)
	for (const { expires_at: expires } of kept) expect(Math.abs(Number(expires) - now() - retention.backupDays * day)).toBeLessThan(300)
})

it('the job takes what is older than that, and nothing else', async () => {
	expireIn(-60, old)
	expireIn(3600, recent)
	runJob('Record\\RetentionJob')
	expect([versions(old), log(old)]).toEqual([['no version was kept'], []])
	expect([versions(recent).length, log(recent)]).toEqual([2, expect.arrayContaining(['APPOINTMENT_RECEIVED', 'APPOINTMENT_APPROVED', 'CONFLICT'])])
	const [lost = ''] = versions(recent).map((line) => line.split(' ')[0])
	expect(command('sprechstunde:versions', `--restore=${lost}`)).toContain('holds again')
	expect(valueOf((await fetchObject('staff', recent.calendar, recent.uri)).text, 'STATUS')).toBe('TENTATIVE')
	// the appointments themselves are not touched
	expect((await fetchObject('staff', old.calendar, old.uri)).status).toBe(200)
})
