// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, limits, type Practice } from '@sprechstunde/core'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authenticate, makeAccounts } from './accounts.ts'
import { davError, languageOf, readBody, Refusal, segments, type DavRequest, type DavResponse } from './http.ts'
import { patientMails } from './mail.ts'
import { Objects } from './objects.ts'
import { ocs, ocsError } from './ocs.ts'
import { Patients } from './patients.ts'
import { Policy } from './policy.ts'
import { propfind, proppatch } from './properties.ts'
import { report } from './reports.ts'
import { davRoot, resolve, type Account } from './resources.ts'
import { Store } from './store.ts'
import { parseXml } from './xml.ts'

export const embeddedVersion = '1.0.0'
const bodyLimit = 1_000_000
const ocsRoot = ['ocs', 'v2.php']

export interface EmbeddedOptions {
	readonly practice: Practice
	/** where to keep data between runs; without it everything is gone at the end */
	readonly stateDir?: string
	/** SMTP on 127.0.0.1 that takes the mails to patients; without it none are sent */
	readonly smtpPort?: number
	/** 0 or nothing: any free port */
	readonly port?: number
	/** epoch milliseconds */
	readonly now?: () => number
}

export interface Embedded {
	/** without a slash at its end */
	readonly url: string
	readonly version: string
	readonly accounts: ReturnType<typeof makeAccounts>
	stop(): Promise<void>
}

/** Starts the embedded calendar server on 127.0.0.1: a stand-in for tests and the demo where no Nextcloud is to be had. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const accounts = makeAccounts(options.practice, options.stateDir ?? null)
	const store = new Store(options.practice.calendars, options.stateDir ?? null)
	const policy = new Policy(options.practice, options.now ?? Date.now)
	const patients = new Patients(store, policy)
	const mails = patientMails(policy, patients, options.smtpPort)
	const objects = new Objects(store, policy, mails.changed)

	const route = (request: DavRequest, account: Account): DavResponse => {
		if (ocsRoot.every((segment, index) => request.path[index] === segment)) return ocs(request, request.path.slice(ocsRoot.length), account, { policy, store, patients, objects })
		const resource = resolve(request.path, account, store)
		switch (request.method) {
			case 'OPTIONS': return { status: 200 }
			case 'PROPFIND': return propfind(request, resource, account, store)
			case 'PROPPATCH': return proppatch(parseXml(request.body), resource, account, store)
			case 'REPORT': return report(request, resource, account, policy)
			case 'GET':
			case 'HEAD': return objects.get(request, resource)
			case 'PUT': return objects.put(request, resource, account)
			case 'DELETE': return objects.delete(request, resource, account)
			case 'MOVE':
			case 'COPY': return objects.transfer(request, resource, account)
			case 'MKCALENDAR': return objects.makeCalendar(request, resource, account)
			default: throw new Refusal(405)
		}
	}

	const handle = async (message: IncomingMessage): Promise<DavResponse> => {
		const method = message.method ?? 'GET'
		const [pathname = '/', query] = (message.url ?? '/').split('?', 2)
		const language = languageOf(message.headers)
		const body = await readBody(message, bodyLimit)
		try {
			if (pathname === '/.well-known/caldav' || pathname === '/') return { status: 308, headers: { Location: davRoot } }
			if (pathname === '/status.php') return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ installed: true, maintenance: false, version: embeddedVersion, versionstring: embeddedVersion, productname: 'Sprechstunde (embedded)' }) }
			const account = authenticate(message.headers.authorization, Object.values(accounts))
			if (body === null) throw new Refusal([issue('OBJECT_TOO_LARGE', undefined, { max: limits.objectBytes })])
			// from here to the answer nothing waits: what was checked still holds when it is written
			return route({ method, language, path: segments(pathname), query: new URLSearchParams(query), headers: message.headers, body }, account)
		} catch (error) {
			if (!(error instanceof Refusal)) throw error
			return pathname.startsWith('/ocs/') ? ocsError(error, { language }) : davError(error, language)
		}
	}

	const server = createServer((message, response) => {
		handle(message).catch((error: unknown): DavResponse => {
			if (!message.destroyed) console.error(error)
			return { status: 500 }
		}).then(({ status, headers, body }) => {
			response.writeHead(status, {
				DAV: '1, 3, calendar-access', Allow: 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, REPORT, MOVE, COPY, MKCALENDAR',
				...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="Sprechstunde", charset="UTF-8"' } : {}), ...headers,
				...(status === 204 || status === 304 ? {} : { 'Content-Length': String(Buffer.byteLength(body ?? '')) }),
			})
			response.end(message.method === 'HEAD' || status === 304 ? undefined : body)
		}, () => response.destroy())
	})
	// a client that uses a connection again just when it is closed for being idle would see its request fail
	server.keepAliveTimeout = 120_000
	await new Promise<void>((ready) => { server.listen(options.port ?? 0, '127.0.0.1', ready) })
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		version: embeddedVersion,
		accounts,
		async stop() {
			server.closeAllConnections()
			await new Promise((done) => { server.close(done) })
			mails.stop()
		},
	}
}
