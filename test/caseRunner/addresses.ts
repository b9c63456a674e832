// SPDX-License-Identifier: GPL-3.0-or-later
import { feedCalendars, leadsTo, shownAs, webServerSnippet, type AddressAccount, type WebServer } from '@sprechstunde/core'
import { expect } from 'vitest'
import { practiceOf, type Case } from './load.ts'

export function runAddresses({ input, expected }: Case): void {
	if (input['operation'] === 'webServer') {
		expect({ lines: webServerSnippet(input['server'] as WebServer, input['website'] as string, input['nextcloud'] as string)?.split('\n').filter((line) => line !== '' && !line.startsWith('#')) ?? null }).toEqual(expected)
		return
	}
	const practice = practiceOf(input)
	const { path, alias } = leadsTo(practice, input['account'] as AddressAccount, input['path'] as string)
	expect({
		path,
		shown: shownAs(practice, path, alias === null ? [] : [alias]),
		native: shownAs(practice, path, []),
		feed: feedCalendars(practice, input['path'] as string)?.map(({ id }) => id) ?? null,
	}).toEqual(expected)
}
