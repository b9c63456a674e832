// SPDX-License-Identifier: GPL-3.0-or-later
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { webServerSnippet, type WebServer } from '@sprechstunde/core'
import { temporaryFolder } from '../folders.ts'
import { freePort } from '../ports.ts'
import { answered, launch } from '../process.ts'
import { apacheConfiguration } from './apache.ts'
import { nginxConfiguration } from './nginx.ts'
import { webServerProgram } from './programs.ts'

/** A website's server on this machine, with the snippet for `/caldav/` and a page of its own. */
export interface RunningWebServer {
	/** without a slash at its end */
	readonly url: string
	readonly accessLog: string
	readonly stop: () => Promise<void>
}

/**
 * Starts one as a process of its own, with everything it writes in a temporary folder; never the machine's service.
 *
 * @param authorities file of the certificates that it trusts instead of the machine's
 */
export async function startWebServer(kind: WebServer, nextcloud: string, authorities?: string): Promise<RunningWebServer> {
	const program = webServerProgram(kind)
	if (program === null) throw new Error(`${kind} is not here`)
	const folder = temporaryFolder()
	chmodSync(folder, 0o755)
	mkdirSync(join(folder, 'html'))
	writeFileSync(join(folder, 'html/index.html'), '<!doctype html><title>Praxis</title>')
	const port = await freePort()
	const snippet = webServerSnippet(kind, `127.0.0.1:${port}`, nextcloud)
	if (snippet === null) throw new Error(`no configuration for ${nextcloud}`)
	writeFileSync(join(folder, 'caldav.conf'), authorities === undefined ? snippet : snippet.replace('/etc/ssl/certs/ca-certificates.crt', authorities))
	const configuration = join(folder, 'server.conf')
	writeFileSync(configuration, { nginx: nginxConfiguration, apache: apacheConfiguration }[kind](folder, port))
	const log = join(folder, 'error.log')
	const args = { nginx: ['-e', log, '-p', folder, '-c', configuration], apache: ['-d', folder, '-f', configuration, '-DFOREGROUND'] }[kind]
	const launched = launch({ name: kind, command: program, args, log, port })
	await answered(`http://127.0.0.1:${port}/`, launched, log, 20)
	return {
		url: `http://127.0.0.1:${port}`,
		accessLog: join(folder, 'access.log'),
		stop: async () => {
			await launched.stop()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
