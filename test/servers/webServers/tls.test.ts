// SPDX-License-Identifier: GPL-3.0-or-later
// Credentials go from the website to Nextcloud: only to one whose certificate is good.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { webServers } from '@sprechstunde/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../folders.ts'
import { webServerProgram } from './programs.ts'
import { startWebServer } from './webServer.ts'

const folder = temporaryFolder()
const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']).status === 0
let server: Server | null = null
let port = 0
let seen: { readonly url: string; readonly headers: IncomingHttpHeaders } | null = null

beforeAll(async () => {
	if (!made) return
	server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
		seen = { url: request.url ?? '', headers: request.headers }
		response.writeHead(207, { 'Set-Cookie': 'oc=1', 'Location': `https://localhost:${port}/cloud/remote.php/dav/x`, 'ETag': '"1"' }).end('<x/>')
	})
	await new Promise<void>((resolve) => { server?.listen(0, '127.0.0.1', resolve) })
	port = (server.address() as AddressInfo).port
})
afterAll(() => {
	server?.close()
	rmSync(folder, { recursive: true, force: true })
})

for (const kind of webServers) describe.skipIf(!made || webServerProgram(kind) === null)(kind, () => {
	const asked = async (authorities?: string): Promise<Response> => {
		const website = await startWebServer(kind, `https://localhost:${port}/cloud`, authorities)
		try {
			return await fetch(`${website.url}/caldav/calendars/praxis/`, { method: 'PROPFIND', headers: { 'Authorization': 'Basic abc', 'Cookie': 'wordpress=1', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-For': '10.0.0.1', 'X-Forwarded-Prefix': '/evil' } })
		} finally {
			await website.stop()
		}
	}

	it('hands on to a Nextcloud whose certificate it trusts, and says how', async () => {
		const answer = await asked(certificate)
		expect([answer.status, answer.headers.get('etag'), answer.headers.getSetCookie()]).toEqual([207, '"1"', []])
		expect(new URL(answer.headers.get('location') ?? '', 'http://website').pathname).toBe('/caldav/x')
		expect(seen?.url).toBe('/cloud/remote.php/dav/calendars/praxis/')
		expect(seen?.headers).toMatchObject({ 'authorization': 'Basic abc', 'host': `localhost:${port}`, 'x-forwarded-prefix': '/caldav', 'x-forwarded-for': '127.0.0.1' })
		for (const name of ['cookie', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded']) expect(seen?.headers).not.toHaveProperty(name)
	}, 30_000)

	it('and to no other', async () => {
		seen = null
		const answer = await asked()
		expect([502, 500]).toContain(answer.status)
		expect(seen).toBeNull()
	}, 30_000)
})
