// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { mailPage, mailsPage } from './mail/pages.ts'
import { freePort } from './ports.ts'
import { onStop } from './process.ts'

export interface CaughtAttachment {
	readonly filename: string
	readonly contentType: string
	readonly content: string
}

/** A mail that left the practice, as the patient's program would show it. */
export interface CaughtMail {
	/** name of its file without `.eml`; later mails sort after earlier ones */
	readonly id: string
	readonly date: string
	readonly from: string
	readonly to: readonly string[]
	readonly subject: string
	readonly text: string
	readonly html: string
	readonly attachments: readonly CaughtAttachment[]
}

export interface MailCatcher {
	readonly url: string
	readonly folder: string
	readonly smtpPort: number
	/** all mails, the oldest first */
	readonly mails: () => Promise<CaughtMail[]>
	/** Waits for a mail that `fits`; null when none came in time. */
	readonly waitFor: (fits: (mail: CaughtMail) => boolean, seconds?: number) => Promise<CaughtMail | null>
	readonly stop: () => Promise<void>
}

/**
 * Catches every mail that is sent to it as one `.eml` file each; none goes anywhere. Shows them on a page
 * (`/`, one: `/<id>`, its attachment: `/<id>/<number>`) and as JSON (`/mails.json`, of one address: `?to=`, only later ones: `?after=<id>`). While its folder holds a file `refuse`, each mail is
 * refused for now (RFC 5321 §4.2.1: 451); while it holds `slow`, it is taken a second late.
 */
export async function startMailCatcher(options: { readonly folder: string; readonly port?: number; readonly smtpPort?: number; readonly reset?: boolean }): Promise<MailCatcher> {
	const { folder } = options
	if (options.reset) rmSync(folder, { recursive: true, force: true })
	mkdirSync(folder, { recursive: true })
	const cache = new Map<string, CaughtMail>()
	let count = 0

	const smtp = new SMTPServer({
		// as RFC 5321 §4.5.3.2.7 asks for: Nextcloud's worker keeps its connection from one mail to the next
		socketTimeout: 300_000,
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		onData(stream, _session, done) {
			const parts: Buffer[] = []
			stream.on('data', (part: Buffer) => parts.push(part))
			stream.on('end', () => { void taken(parts).then(() => { done() }, done) })
		},
	})
	const isSet = (name: string): boolean => existsSync(join(folder, name))
	const taken = async (parts: readonly Buffer[]): Promise<void> => {
		if (isSet('slow')) await pause(1000)
		if (isSet('refuse')) throw Object.assign(new Error('try again later'), { responseCode: 451 })
		const id = `${new Date().toISOString().replace(/[:.]/g, '-')}-${String(++count).padStart(4, '0')}`
		writeFileSync(join(folder, `${id}.part`), Buffer.concat(parts))
		renameSync(join(folder, `${id}.part`), join(folder, `${id}.eml`))
	}
	smtp.on('error', () => undefined)
	const smtpPort = await freePort(options.smtpPort)
	await new Promise<void>((resolve) => { smtp.listen(smtpPort, '127.0.0.1', resolve) })

	const mails = async (): Promise<CaughtMail[]> => {
		const names = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort()
		return Promise.all(names.map(async (name) => {
			const id = name.slice(0, -4)
			const mail = cache.get(id) ?? caught(id, await simpleParser(readFileSync(join(folder, name))))
			cache.set(id, mail)
			return mail
		}))
	}
	const port = await freePort(options.port)
	const http = createServer((request, response) => {
		answer(request.url ?? '/', mails).then(({ status, type, body }) => {
			response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
		}, (error: unknown) => response.writeHead(500).end(String(error)))
	})
	// as on the embedded server: no request may meet a connection that is just closed for being idle
	http.keepAliveTimeout = 120_000
	await new Promise<void>((resolve) => { http.listen(port, '127.0.0.1', resolve) })

	const stop = onStop(async () => {
		http.closeAllConnections()
		await Promise.all([new Promise<void>((resolve) => { http.close(() => resolve()) }), new Promise<void>((resolve) => { smtp.close(() => resolve()) })])
	})
	return {
		url: `http://127.0.0.1:${port}/`,
		folder,
		smtpPort,
		mails,
		waitFor: async (fits, seconds = 60) => {
			const end = Date.now() + seconds * 1000
			for (;;) {
				const mail = (await mails()).findLast(fits)
				if (mail) return mail
				if (Date.now() > end) return null
				await pause(250)
			}
		},
		stop,
	}
}

async function answer(url: string, mails: () => Promise<CaughtMail[]>): Promise<{ status: number; type: string; body: string }> {
	const html = 'text/html; charset=utf-8'
	const all = await mails()
	const [path = '/', query = ''] = url.split('?')
	const [id, part] = decodeURIComponent(path).slice(1).split('/')
	if (id === 'mails.json') return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(chosen(all, new URLSearchParams(query))) }
	if (!id) return { status: 200, type: html, body: mailsPage(all) }
	const mail = all.find((candidate) => candidate.id === id)
	const attachment = part === undefined ? null : mail?.attachments[Number(part)]
	if (!mail || attachment === undefined) return { status: 404, type: html, body: '<!doctype html><title>404</title>' }
	if (attachment) return { status: 200, type: 'text/plain; charset=utf-8', body: attachment.content }
	return { status: 200, type: html, body: mailPage(mail) }
}

function chosen(all: readonly CaughtMail[], asked: URLSearchParams): CaughtMail[] {
	const [to, after] = [asked.get('to'), asked.get('after') ?? '']
	return all.filter((mail) => mail.id > after && (to === null || mail.to.includes(to)))
}

function caught(id: string, mail: ParsedMail): CaughtMail {
	const addresses = (value: AddressObject | AddressObject[] | undefined): string[] =>
		[value ?? []].flat().flatMap((entry) => entry.value).map((entry) => entry.address ?? '')
	return {
		id,
		date: (mail.date ?? new Date(0)).toISOString(),
		from: mail.from?.text ?? '',
		to: addresses(mail.to),
		subject: mail.subject ?? '',
		text: mail.text ?? '',
		html: mail.html || '',
		attachments: mail.attachments.map((part) => ({
			filename: part.filename ?? '',
			contentType: part.contentType,
			content: part.content.toString('utf8'),
		})),
	}
}
