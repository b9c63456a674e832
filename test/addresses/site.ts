// SPDX-License-Identifier: GPL-3.0-or-later
import type { WebServer } from '@sprechstunde/core'
import { afterAll, beforeAll, describe } from 'vitest'
import { send, type Answer, type RequestOptions } from '../conformance/client.ts'
import { target, type AccountName } from '../conformance/target.ts'
import { webServerProgram } from '../servers/webServers/programs.ts'
import { startWebServer, type RunningWebServer } from '../servers/webServers/webServer.ts'

/** The website under test: its address, and requests to it. */
export interface Site {
	readonly url: () => string
	readonly running: () => RunningWebServer
	/** As `send` of the conformance suite; `path` from the website's root. No answer may lead to another host. */
	readonly ask: (account: AccountName | null, method: string, path: string, options?: RequestOptions) => Promise<Answer>
}

/** Tests behind each kind of web server; skipped where this machine hasn't it. */
export function behindWebServers(kinds: readonly WebServer[], tests: (site: Site, kind: WebServer) => void): void {
	for (const kind of kinds) {
		const suite = webServerProgram(kind) === null ? describe.skip : describe
		suite(`behind ${kind}`, () => {
			let server: RunningWebServer | null = null
			const running = (): RunningWebServer => {
				if (server === null) throw new Error(`${kind} has not started`)
				return server
			}
			beforeAll(async () => { server = await startWebServer(kind, target().server.url) })
			afterAll(async () => server?.stop())
			tests({
				running,
				url: () => running().url,
				ask: async (account, method, path, options) => {
					const answer = await send(account, method, `${running().url}${path}`, options)
					const location = answer.headers.get('location')
					if (location !== null && new URL(location, running().url).origin !== running().url) throw new Error(`${method} ${path} leads to ${location}`)
					if (answer.text.includes('/remote.php/')) throw new Error(`${method} ${path} names /remote.php/: ${answer.text.slice(0, 500)}`)
					return answer
				},
			}, kind)
		})
	}
}
