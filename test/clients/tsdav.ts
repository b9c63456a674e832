// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createDAVClient, type DAVAccount, type DAVCalendar, type DAVCalendarObject } from 'tsdav'
import { edit, valueOf } from '../conformance/event.ts'
import type { Opening, Outcome, Program, Replica } from './program.ts'

const packageFile = createRequire(import.meta.url).resolve('tsdav').replace(/dist\/.*$/, 'package.json')
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

/** The TypeScript library tsdav, of the npm registry. */
export const tsdav: Program = { name: 'tsdav', version, careful: true, open }

type Client = Awaited<ReturnType<typeof createDAVClient>>

async function open({ server, user, password, calendar: url, told, comparesTag = false }: Opening): Promise<Replica> {
	const client = await createDAVClient({ serverUrl: server, credentials: { username: user, password }, authMethod: 'Basic', ...(told === undefined ? { defaultAccountType: 'caldav' as const } : {}) })
	const { account, found } = told === undefined ? { account: {}, found: await client.fetchCalendars() } : await withoutDiscovery(client, told, told === 'calendar' ? url : server)
	// without a token the first synchronisation brings everything
	let calendar: DAVCalendar = { ...found.find((entry) => entry.url === url) ?? { url }, syncToken: '', ctag: '' }
	let objects: DAVCalendarObject[] = []
	const uids = new WeakMap<DAVCalendarObject, string>()
	const uidOf = (object: DAVCalendarObject): string => {
		const uid = uids.get(object) ?? valueOf(String(object.data), 'UID') ?? ''
		uids.set(object, uid)
		return uid
	}
	const copyOf = (uid: string): DAVCalendarObject => {
		const copy = objects.find((object) => uidOf(object) === uid)
		if (copy === undefined) throw new Error(`tsdav has no ${uid}`)
		return copy
	}
	return {
		calendars: () => Promise.resolve(found.map((entry) => ({ name: String(entry.displayName), url: entry.url }))),
		pull: async () => {
			if (comparesTag) {
				const { isDirty, newCtag } = await client.isCollectionDirty({ collection: calendar })
				if (!isDirty) return { changed: [], removed: [] }
				calendar = { ...calendar, ctag: newCtag }
			}
			const { objects: changes, syncToken } = await client.smartCollectionSync({ ...account, collection: { ...calendar, objects, objectMultiGet: client.calendarMultiGet }, method: 'webdav', detailedResult: true })
			const gone = new Map(changes.deleted.map((object) => [object.url, objects.find((copy) => copy.url === object.url)]))
			const changed = [...changes.created, ...changes.updated] as DAVCalendarObject[]
			objects = [...objects.filter((copy) => !gone.has(copy.url) && !changed.some((object) => object.url === copy.url)), ...changed]
			calendar = { ...calendar, ...(syncToken === undefined ? {} : { syncToken }) }
			return { changed: changed.map(uidOf), removed: [...gone].map(([address, copy]) => copy === undefined ? address : uidOf(copy)) }
		},
		read: (uid) => Promise.resolve((objects.find((object) => uidOf(object) === uid)?.data as string | undefined) ?? null),
		create: async (ics) => outcome(await client.createCalendarObject({ calendar, iCalString: ics, filename: `${valueOf(ics, 'UID') ?? ''}.ics` })),
		edit: async (uid, changes) => {
			const copy = copyOf(uid)
			return outcome(await client.updateCalendarObject({ calendarObject: { ...copy, data: edit(String(copy.data), changes) } }))
		},
		replace: async (uid, ics) => outcome(await client.updateCalendarObject({ calendarObject: { ...copyOf(uid), data: ics } })),
		remove: async (uid) => outcome(await client.deleteCalendarObject({ calendarObject: copyOf(uid) })),
		giveUp: () => Promise.resolve(),
		backup: () => {
			const kept = { objects, calendar }
			return () => { ({ objects, calendar } = kept) }
		},
		close: () => Promise.resolve(),
	}
}

/** What a program finds from a calendar's address, which is all it will ever use, or from its principal's. */
async function withoutDiscovery(client: Client, told: 'calendar' | 'principal', address: string): Promise<{ account: { account: DAVAccount }; found: DAVCalendar[] }> {
	const [response] = await client.propfind({ url: address, depth: '0', props: told === 'calendar' ? { 'd:displayname': {}, 'd:resourcetype': {} } : { 'c:calendar-home-set': {} } })
	if (response?.ok !== true) throw new Error(`${address}: ${response?.status ?? 'no answer'}`)
	const home = told === 'calendar' ? address : new URL(String((response.props?.['calendarHomeSet'] as { href?: string } | undefined)?.href), address).href
	const account: DAVAccount = { accountType: 'caldav', serverUrl: address, rootUrl: address, homeUrl: home, ...(told === 'principal' ? { principalUrl: address } : {}) }
	const found = told === 'calendar' ? [{ url: address, displayName: String(response.props?.['displayname'] ?? '') }] : await client.fetchCalendars({ account })
	return { account: { account }, found }
}

/** tsdav hands on the answer as it came; what is to be shown is up to the program around it. */
async function outcome(response: Response): Promise<Outcome> {
	return response.ok ? { done: true } : { done: false, shown: `${response.status} ${await response.text()}` }
}
