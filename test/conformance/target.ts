// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'

/** `none`: an account that reaches the calendars without having a role; not every target has one. */
export const accountNames = ['booking', 'staff', 'admin', 'pvs', 'none'] as const
export type AccountName = (typeof accountNames)[number]

/** A server under test, as `npm run demo -- --json` prints it; keys of the demo that are not needed here are left out. */
export interface Target {
	readonly server: { readonly kind: string; readonly version: string; readonly url: string }
	/** where mails to patients are caught; without it the suites about mails are skipped */
	readonly mail?: { readonly url: string; readonly folder?: string }
	/** page for patients' links in mails; null: mails have none, and the suite about them is skipped */
	readonly manageUrl?: string | null
	/** of a Nextcloud that runs on this machine: where `occ` is; without it the suites that go beyond HTTP are skipped */
	readonly folder?: string | null
	/** passwords for Nextcloud's login page; `admin` is its own administrator */
	readonly logins?: Readonly<Record<string, string>> | null
	readonly accounts: Readonly<Partial<Record<AccountName, { readonly user: string; readonly password: string }>>>
	readonly calendars: readonly { readonly id: string; readonly urls: Readonly<Partial<Record<AccountName, string>>> }[]
}

/** What servers started for the suite are configured with. */
export const manageUrl = 'https://praxis.example/termin'

let read: Target | undefined

/** The target named by SPRECHSTUNDE_TARGET, the path of a JSON file. */
export function target(): Target {
	const path = process.env.SPRECHSTUNDE_TARGET
	if (path === undefined) throw new Error('SPRECHSTUNDE_TARGET is not set: the path of a JSON file as `npm run demo -- --json` prints it')
	read ??= JSON.parse(readFileSync(path, 'utf8')) as Target
	return read
}

/** Address of a calendar as an account reaches it, with a slash at its end. */
export function calendarUrl(account: AccountName, id: string): string {
	const url = target().calendars.find((entry) => entry.id === id)?.urls[account]
	if (url === undefined || url === '') throw new Error(`the target has no address of ${id} for ${account}`)
	return url.endsWith('/') ? url : `${url}/`
}

/** One line that says what was tested. */
export function describeTarget(): string {
	const { kind, version, url } = target().server
	return `conformance suite ran against ${kind} ${version} (${url})`
}
