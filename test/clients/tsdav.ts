// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createDAVClient, type DAVCalendar, type DAVCalendarObject } from 'tsdav'
import { edit, valueOf } from '../conformance/event.ts'
import type { Opening, Outcome, Program, Replica } from './program.ts'

const packageFile = createRequire(import.meta.url).resolve('tsdav').replace(/dist\/.*$/, 'package.json')
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

/** The TypeScript library tsdav, of the npm registry. */
export const tsdav: Program = { name: 'tsdav', version, careful: true, open }

async function open({ server, user, password, calendar: url }: Opening): Promise<Replica> {
	const client = await createDAVClient({ serverUrl: server, credentials: { username: user, password }, authMethod: 'Basic', defaultAccountType: 'caldav' })
	const found = await client.fetchCalendars()
	// without a token the first synchronisation brings everything
	let calendar: DAVCalendar = { ...found.find((entry) => entry.url === url) ?? { url }, syncToken: '' }
	let objects: DAVCalendarObject[] = []
	const uidOf = (object: DAVCalendarObject): string => valueOf(String(object.data), 'UID') ?? ''
	const copyOf = (uid: string): DAVCalendarObject => {
		const copy = objects.find((object) => uidOf(object) === uid)
		if (copy === undefined) throw new Error(`tsdav has no ${uid}`)
		return copy
	}
	return {
		calendars: () => Promise.resolve(found.map((entry) => ({ name: String(entry.displayName), url: entry.url }))),
		pull: async () => {
			const { objects: changes, syncToken } = await client.smartCollectionSync({ collection: { ...calendar, objects, objectMultiGet: client.calendarMultiGet }, method: 'webdav', detailedResult: true })
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
		remove: async (uid) => outcome(await client.deleteCalendarObject({ calendarObject: copyOf(uid) })),
		giveUp: () => Promise.resolve(),
		backup: () => {
			const kept = { objects, calendar }
			return () => { ({ objects, calendar } = kept) }
		},
		close: () => Promise.resolve(),
	}
}

/** tsdav hands on the answer as it came; what is to be shown is up to the program around it. */
async function outcome(response: Response): Promise<Outcome> {
	return response.ok ? { done: true } : { done: false, shown: `${response.status} ${await response.text()}` }
}
