// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import type { Answer } from '../conformance/client.ts'
import { iso, minute } from '../conformance/fixtures.ts'
import type { World } from '../load/world.ts'
import { freeSlot, offer } from './operations.ts'
import { readOnly } from './readOnly.ts'
import { answerOf, startVictim } from './victim.ts'

const route = '/ocs/v2.php/apps/sprechstunde/api/v1/holds'
const headers = { 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' }

/** A JSON route that can store nothing says so as CalDAV does, and works again afterwards. */
export async function jsonRoutes(world: World): Promise<void> {
	const { calendar, type } = offer(world)
	const { prefix, begin, end } = readOnly(world)
	const victim = await startVictim(world, prefix)
	const hold = (index: number): Promise<Answer | null> => {
		const start = freeSlot(world, index)
		const body = JSON.stringify({ calendar: calendar.id, type: type.code, start: iso(start), end: iso(start + type.durationMinutes * minute), client: randomBytes(16).toString('base64url') })
		return answerOf(world.send('booking', 'POST', `${victim.url}${route}?format=json`, { headers, body }))
	}
	try {
		// also so that Nextcloud has noted the login while it could
		const before = await hold(0)
		begin()
		const during = await hold(8).finally(end)
		const after = await hold(16)
		// what is held is no slot for what comes next
		for (const answer of [before, after]) {
			const token = answer?.status === 201 ? (JSON.parse(answer.text) as { ocs: { data: { token: string } } }).ocs.data.token : null
			if (token !== null) await world.send('booking', 'DELETE', `${victim.url}${route}/${token}`, { headers })
		}
		world.report.holds('a JSON route on a read-only database: 503, what to do and when, and the service works again', [
			...(before?.status === 201 && after?.status === 201 ? [] : [`a healthy server answered ${before?.status} ${before?.text.slice(0, 300)}, afterwards ${after?.status} ${after?.text.slice(0, 300)}`]),
			...(during?.status === 503 && during.text.includes('"STORAGE_UNAVAILABLE"') && during.headers.has('retry-after') ? [] : [`${during?.status} ${during?.text.slice(0, 300)}`]),
		])
	} finally {
		await victim.stop()
	}
}
