// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import type { CaughtMail } from '../servers/mail.ts'
import type { StackInfo } from '../servers/stack.ts'

/** What runs, as `npm run demo -- --json` prints it, with the passwords of Nextcloud's login page where it is one. */
export interface JourneyTarget extends StackInfo {
	readonly logins: Readonly<Record<string, string>> | null
	/** of the Nextcloud, where `occ` is; null where the server is none */
	readonly folder: string | null
}

const path = process.env.SPRECHSTUNDE_TARGET
if (path === undefined) throw new Error('SPRECHSTUNDE_TARGET is not set: the path of a JSON file')
export const target = JSON.parse(readFileSync(path, 'utf8')) as JourneyTarget

/** The calendar object that a booking made, as the practice software reads it. */
export async function readAsPvs(patientName: string): Promise<{ text: string; url: string; etag: string } | null> {
	const { pvs } = target.accounts
	const headers = { Authorization: `Basic ${Buffer.from(`${pvs.user}:${pvs.password}`).toString('base64')}` }
	const body = '<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>'
	for (const { urls } of target.calendars) {
		const report = await fetch(urls.pvs, { method: 'REPORT', headers: { ...headers, Depth: '1', 'Content-Type': 'application/xml' }, body })
		for (const [, href, entry] of (await report.text()).matchAll(/<d:href>([^<]+\.ics)<\/d:href>(.*?)<\/d:response>/gis)) {
			if (!unfolded(entry as string).includes(`X-PATIENT-NAME:${patientName}`)) continue
			const url = new URL(href as string, urls.pvs).href
			const response = await fetch(url, { headers })
			return { text: unfolded(await response.text()), url, etag: response.headers.get('etag') ?? '' }
		}
	}
	return null
}

const unfolded = (text: string): string => text.replace(/(?:\r|&#13;|&#xD;)?\n[ \t]/gi, '')

/** Mails to an address, the oldest first. */
export async function mailsTo(address: string): Promise<CaughtMail[]> {
	const mails = await (await fetch(new URL('mails.json', target.mail.url))).json() as CaughtMail[]
	return mails.filter((mail) => mail.to.includes(address))
}

/** Waits for a mail to an address that fits; throws after a minute. */
export async function mailTo(address: string, fits: (mail: CaughtMail) => boolean): Promise<CaughtMail> {
	for (let tries = 0; tries < 180; tries++) {
		const found = (await mailsTo(address)).find(fits)
		if (found !== undefined) return found
		await new Promise((resolve) => { setTimeout(resolve, 500) })
	}
	throw new Error(`no such mail to ${address} within 90 seconds`)
}
