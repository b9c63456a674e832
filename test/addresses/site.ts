// SPDX-License-Identifier: GPL-3.0-or-later
import { afterAll, beforeAll, describe } from 'vitest'
import { send, type Answer, type RequestOptions } from '../conformance/client.ts'
import { target, type AccountName } from '../conformance/target.ts'
import { webServerProgram } from '../servers/webServers/programs.ts'
import { startWebServer } from '../servers/webServers/webServer.ts'
import { startWebsite } from './website.ts'

/** What answers at the website's address; `wordpress`: the plugin itself, where the web server can't. */
export const kinds = ['nginx', 'apache', 'wordpress'] as const
export type Kind = (typeof kinds)[number]

/** The website under test: its address, and requests to it. */
export interface Site {
	readonly url: () => string
	/** As `send` of the conformance suite; `path` from the website's root. No answer may lead to another host. */
	readonly ask: (account: AccountName | null, method: string, path: string, options?: RequestOptions) => Promise<Answer>
}

/** Tests behind each kind of website; skipped where this machine hasn't it. */
export function behindEach(tests: (site: Site, kind: Kind) => void): void {
	for (const kind of kinds) {
		const suite = kind !== 'wordpress' && webServerProgram(kind) === null ? describe.skip : describe
		suite(`behind ${kind}`, () => {
			let server: { readonly url: string; readonly stop: () => Promise<void> } | null = null
			const url = (): string => {
				if (server === null) throw new Error(`${kind} has not started`)
				return server.url
			}
			beforeAll(async () => { server = await (kind === 'wordpress' ? startWebsite() : startWebServer(kind, target().server.url)) })
			afterAll(async () => server?.stop())
			tests({
				url,
				ask: async (account, method, path, options) => {
					const answer = await send(account, method, `${url()}${path}`, options)
					const location = answer.headers.get('location')
					if (location !== null && new URL(location, url()).origin !== url()) throw new Error(`${method} ${path} leads to ${location}`)
					if (answer.text.includes('/remote.php/')) throw new Error(`${method} ${path} names /remote.php/: ${answer.text.slice(0, 500)}`)
					return answer
				},
			}, kind)
		})
	}
}
