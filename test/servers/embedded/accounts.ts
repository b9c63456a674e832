// SPDX-License-Identifier: GPL-3.0-or-later
import type { Practice, Role } from '@sprechstunde/core'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { people, randomPassword } from '../accounts.ts'
import { Refusal } from './http.ts'
import type { Account } from './resources.ts'

/** One account per role, as in the sample practice; `none` has calendars shared with it but no role. */
export function makeAccounts(practice: Practice, stateDir: string | null): Record<'booking' | 'staff' | 'admin' | 'pvs' | 'none', Account> {
	const file = stateDir === null ? null : join(stateDir, 'accounts.json')
	const known = file !== null && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> : {}
	const account = (user: string, role: Role | null): Account => ({ user, role, password: known[user] ?? randomPassword() })
	const accounts = {
		booking: account(people.booking.user, 'booking'),
		staff: account(people.staff.user, 'staff'),
		admin: account(practice.calendars[0]?.owner ?? people.admin.user, 'admin'),
		pvs: account(people.pvs.user, 'pvs'),
		none: account('gast', null),
	}
	if (file !== null && stateDir !== null) {
		mkdirSync(stateDir, { recursive: true, mode: 0o700 })
		writeFileSync(file, JSON.stringify(Object.fromEntries(Object.values(accounts).map((entry) => [entry.user, entry.password]))), { mode: 0o600 })
	}
	return accounts
}

/** Who asks: Basic, or the app password alone as Bearer. @throws {Refusal} 401 */
export function authenticate(header: string | undefined, accounts: readonly Account[]): Account {
	const [scheme, value = ''] = (header ?? '').split(' ')
	const [user, ...rest] = Buffer.from(value, 'base64').toString('utf8').split(':')
	const found = scheme?.toLowerCase() === 'basic' ? accounts.find((account) => account.user === user && account.password === rest.join(':'))
		: scheme?.toLowerCase() === 'bearer' ? accounts.find((account) => account.password === value) : undefined
	if (found === undefined) throw new Refusal(401)
	return found
}
