// SPDX-License-Identifier: GPL-3.0-or-later
// A group that has the practice's calendar, and the website's account that would join it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { multistatus, send } from '../conformance/client.ts'
import { toICalendar } from '../conformance/event.ts'
import { book, bookingProperties, newUid, objectUrl, offered, pickSlot, put } from '../conformance/fixtures.ts'
import { command } from '../conformance/inside.ts'
import { calendarUrl, target } from '../conformance/target.ts'
import { rows, run, runJob } from './practice.ts'

const group = 'Praxis intern'
/** as Nextcloud spells it in a principal */
const principal = 'groups/Praxis+intern'
const other = 'Aushilfen'
const website = (): string => target().accounts.booking?.user ?? ''
const home = (): string => `/remote.php/dav/calendars/${website()}/`
const groupsOf = (user: string): string[] => rows('SELECT gid FROM *PREFIX*group_user WHERE uid = ? ORDER BY gid', user).map(({ gid }) => String(gid))
/** As a directory does it, which nobody hears of; what was taken back before is forgotten. */
function joined(is: boolean): void {
	run('DELETE FROM *PREFIX*dav_shares WHERE principaluri = ?', `principals/users/${website()}`)
	if (is) run('INSERT INTO *PREFIX*group_user (gid, uid) VALUES (?, ?)', group, website())
	else run('DELETE FROM *PREFIX*group_user WHERE gid = ? AND uid = ?', group, website())
}
let calendar = ''
let uri = ''

async function share(whom: string, how: 'set' | 'remove' = 'set'): Promise<number> {
	const body = `<o:share xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns"><o:${how}><d:href>principal:principals/${whom}</d:href></o:${how}></o:share>`
	return (await send('admin', 'POST', calendarUrl('admin', calendar), { headers: { 'Content-Type': 'application/xml' }, body })).status
}

const search = '<n:calendar-search xmlns:n="http://nextcloud.com/ns" xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop><n:filter><n:comp-filter name="VEVENT"/><n:prop-filter name="SUMMARY"/><n:search-term>Verborgen</n:search-term></n:filter></n:calendar-search>'
const found = async (account: 'booking' | 'staff', at: string): Promise<string> => {
	const answer = await send(account, 'REPORT', at, { headers: { 'Content-Type': 'application/xml' }, body: search })
	expect(answer.status).toBe(207)
	return answer.text
}

beforeAll(async () => {
	const { calendar: id, type } = await offered('manual')
	calendar = id
	const uid = newUid()
	uri = `${uid}.ics`
	const properties = bookingProperties(uid, type, await pickSlot(calendar, type), { 'X-PATIENT-NAME': 'Geheimpatient Verborgen', 'X-PATIENT-EMAIL': null })
	expect((await put('pvs', calendar, uri, toICalendar({ events: [properties] }))).status).toBe(201)
	for (const name of [group, other]) command('group:add', name)
	expect(await share(principal)).toBe(200)
})

afterAll(async () => {
	await share(principal, 'remove')
	for (const name of [group, other]) command('group:delete', name)
})

describe('the account of the website', () => {
	it('is let into a group that has no calendar of the practice', () => {
		command('group:adduser', other, website())
		expect(groupsOf(website())).toContain(other)
	})

	it('is not let into one that has', () => {
		const before = groupsOf(website())
		expect(command('group:adduser', group, website())).toContain('GroupListener')
		expect(groupsOf(website())).toEqual(before)
	})

	it('is not made of an account that has one', () => {
		const role = rows('SELECT gid FROM *PREFIX*group_user WHERE uid = ? AND gid LIKE ?', website(), '%buchung%')[0]?.['gid']
		const none = target().accounts.none?.user ?? expect.fail('the target has no account without a role')
		expect(command('group:adduser', String(role), none)).toContain('GroupListener')
		expect(groupsOf(none)).toEqual([])
	})

	it('is given none by a share with a group that it is in', async () => {
		expect(await share(`groups/${other}`)).toBe(403)
		expect(rows('SELECT id FROM *PREFIX*dav_shares WHERE principaluri LIKE ?', `%${other}`)).toEqual([])
	})

	it('is given none by a share with a team, which changes without anybody being asked', async () => {
		const headers = { 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json' }
		const made = await send('admin', 'POST', '/ocs/v2.php/apps/circles/circles', { headers, body: JSON.stringify({ name: 'Team' }) })
		const { id } = (JSON.parse(made.text) as { ocs: { data: { id: string } } }).ocs.data
		expect(await share(`circles/${id}`)).toBe(403)
		await send('admin', 'DELETE', `/ocs/v2.php/apps/circles/circles/${id}`, { headers })
	})

	it('sees nothing of one that reached it unnoticed, and goes on booking', async () => {
		joined(true)
		try {
			const { responses } = multistatus(await send('booking', 'PROPFIND', home(), { headers: { Depth: '1' } }))
			expect(responses.filter(({ href }) => href.includes('_shared_by_'))).toEqual([])
			expect((await send('booking', 'GET', `${home()}${calendar}_shared_by_${target().accounts.admin?.user ?? ''}/${encodeURIComponent(uri)}`)).status).toBe(404)
			expect(await found('booking', home())).not.toContain('Verborgen')
			expect((await book()).answer.status).toBe(201)
		} finally {
			joined(false)
		}
		// the practice's own go on
		expect((await send('staff', 'GET', objectUrl('staff', calendar, uri))).status).toBe(200)
		expect(await found('staff', new URL('..', calendarUrl('staff', calendar)).pathname)).toContain('Verborgen')
	})

	it('sees nothing of it by ways that are no DAV request either, once the job has run', async () => {
		// the installation's own worker leaves it to us
		run('UPDATE *PREFIX*jobs SET last_run = ? WHERE class = ?', Math.floor(Date.now() / 1000), 'OCA\\Sprechstunde\\Practice\\BookingSharesJob')
		joined(true)
		try {
			const upcoming = async (): Promise<string> => (await send('booking', 'GET', '/ocs/v2.php/apps/dav/api/v1/events/upcoming', { headers: { 'OCS-APIRequest': 'true', Accept: 'application/json' } })).text
			expect(await upcoming()).toContain(calendar)
			runJob('Practice\\BookingSharesJob')
			expect(await upcoming()).not.toContain(calendar)
		} finally {
			joined(false)
		}
	})
})
