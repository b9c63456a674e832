// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import type { Practice } from '@sprechstunde/core'
import { guest, type Account } from '../accounts.ts'
import { addAccount } from './install.ts'

/** An account that reaches the practice's calendars by a native share with write rights, and has no role. */
export async function addGuest(folder: string, url: string, practiceFile: string, owner: Account): Promise<Account> {
	const { account } = addAccount(folder, guest.user, guest.name)
	const practice = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
	for (const { uri } of practice.calendars) {
		const response = await fetch(`${url}/remote.php/dav/calendars/${owner.user}/${uri}/`, {
			method: 'POST',
			headers: { authorization: `Basic ${Buffer.from(`${owner.user}:${owner.password}`).toString('base64')}`, 'content-type': 'application/xml' },
			body: `<o:share xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns"><o:set><d:href>principal:principals/users/${guest.user}</d:href><o:read-write/></o:set></o:share>`,
		})
		if (!response.ok) throw new Error(`sharing ${uri}: HTTP ${response.status} ${await response.text()}`)
	}
	return account
}
