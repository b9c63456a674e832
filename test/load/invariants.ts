// SPDX-License-Identifier: GPL-3.0-or-later
import { disagreements, pendingByObject } from '../agreement/disagreements.ts'
import { checkDifferences } from '../agreement/occCheck.ts'
import { serverErrors } from '../conformance/client.ts'
import { people } from '../servers/accounts.ts'
import { granted } from './audit.ts'
import type { World } from './world.ts'

/** What holds after every scenario, whatever was done in it. */
export function invariants(world: World): void {
	const { report } = world
	const seen = world.snapshot()
	report.holds('no request was answered with a 5xx', serverErrors.splice(0))
	report.holds('Nextcloud\'s log has no error of the app', world.newErrors())
	report.holds('calendars, index, states and outbox agree', disagreements(seen, world.practice, Date.now()))
	report.holds('occ sprechstunde:check finds no difference', checkDifferences(world.nextcloud.occ))
	const website = new Set(seen.states.filter((row) => row['owner'] === people.booking.user).map((row) => Number(row['object_id'])))
	const [rows = []] = world.sql('SELECT * FROM audit ORDER BY revision, id')
	const { bookings, onBusyTime } = granted(rows, website)
	report.holds('no booking of the website was granted on time that was busy at that moment', onBusyTime)
	report.holds('every booking of the website was seen becoming busy', bookings === website.size ? [] : [`${bookings} of ${website.size}`])
	const pending = pendingByObject(seen)
	// a copy in the other doctor's calendar is the same appointment to its patient: same UID
	const byUid = new Map<string, { isAppointment: boolean; count: number }>()
	for (const row of seen.states) {
		const uid = String(row['uid'])
		const known = byUid.get(uid) ?? { isAppointment: false, count: 0 }
		byUid.set(uid, { isAppointment: known.isAppointment || row['kind'] === 'appointment', count: known.count + (pending.get(Number(row['object_id'])) ?? 0) })
	}
	report.holds('each appointment has exactly one message waiting, blocks none', [...byUid].flatMap(([uid, { isAppointment, count }]) => {
		return count === (isAppointment ? 1 : 0) ? [] : [`${isAppointment ? 'appointment' : 'block'} ${uid}: ${count}`]
	}))
}
