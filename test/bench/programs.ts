// SPDX-License-Identifier: GPL-3.0-or-later
// What practice programs cost and wait for: polls with nothing new against native ones, how many polls one server carries, and how soon a write of a program is seen elsewhere.
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { startReceiver } from '../conformance/receiver.ts'
import { people } from '../servers/accounts.ts'
import type { Nextcloud } from '../servers/nextcloud.ts'
import { phpSettings } from '../servers/nextcloud/occ.ts'
import { launch } from '../servers/process.ts'
import { vcalendar, vevent } from './events.ts'
import { compare, judged, median, pairs, quantile, time, type Request, type Verdict } from './measure.ts'
import { calendarCount, slot, type } from './practice.ts'
import { basic, type Twins } from './twins.ts'

/** Practice programs of a large practice, each of which asks once a minute. */
const devices = 50
/** polls at once: more than the server's workers, so that none of these waits for us */
const atOnce = 8

/** A calendar as a practice program reaches it. */
const shared = (server: Nextcloud, id: string): string => `${server.url}/remote.php/dav/calendars/${people.pvs.user}/${id}_shared_by_${people.admin.user}/`
const headers = (server: Nextcloud): Record<string, string> => ({ 'Authorization': basic(server.accounts.pvs), 'Content-Type': 'application/xml; charset=utf-8' })

/** Whether anything is new, by ctag and sync-token. */
const tags = (server: Nextcloud): Request => ({ method: 'PROPFIND', url: shared(server, 'arzt-1'), headers: { ...headers(server), Depth: '0' }, body: '<d:propfind xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/"><d:prop><cs:getctag/><d:sync-token/></d:prop></d:propfind>' })

/** What is new since a sync-token: nothing. */
const news = (server: Nextcloud, token: string): Request => ({ method: 'REPORT', url: shared(server, 'arzt-1'), headers: { ...headers(server), Depth: '0' }, body: `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>` })

async function tokenOf(server: Nextcloud): Promise<string> {
	const { method, url, headers: sent, body = '' } = tags(server)
	return /<d:sync-token>([^<]+)/.exec(await (await fetch(url, { method, headers: sent, body })).text())?.[1] ?? ''
}

async function ocs(server: Nextcloud, path: string, account: keyof Nextcloud['accounts'], body?: unknown, method = 'PUT'): Promise<Record<string, unknown>> {
	const answer = await fetch(`${server.url}/ocs/v2.php/apps/sprechstunde/api/v1/${path}`, {
		headers: { 'Authorization': basic(server.accounts[account] ?? server.accounts.admin), 'OCS-APIRequest': 'true', 'Accept': 'application/json', 'Content-Type': 'application/json' },
		...(body === undefined ? {} : { method, body: JSON.stringify(body) }),
	})
	const text = await answer.text()
	if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
	return (JSON.parse(text) as { ocs: { data: Record<string, unknown> } }).ocs.data
}

/** Connects the program's account, with the field map of a system that shows only title, place, text and categories. */
async function connect(server: Nextcloud): Promise<void> {
	const calendars = Array.from({ length: calendarCount }, (_, index) => `arzt-${index + 1}`)
	await ocs(server, 'configuration', 'admin', { ...await ocs(server, 'configuration', 'admin'), pvs: [{ id: 'program', profile: 'albis', user: people.pvs.user, calendars }] })
}

/** Polls with nothing new, with the app and without it. */
export async function idlePolls({ on, off }: Twins, rounds: number): Promise<Verdict[]> {
	await connect(on)
	const tokens = new Map([[on, await tokenOf(on)], [off, await tokenOf(off)]])
	return [
		compare('a program\'s idle poll: ctag and sync-token', await pairs(rounds, () => tags(on), () => tags(off)), 1.1),
		compare('a program\'s idle poll: sync-collection', await pairs(rounds, () => news(on, tokens.get(on) ?? ''), () => news(off, tokens.get(off) ?? '')), 1.1),
	]
}

/** How many polls a second one server answers, eight at once for some seconds, in rounds that take turns; and what that means for programs that ask once a minute. */
export async function pollRate({ on, off }: Twins, rounds: number, seconds: number): Promise<{ verdict: Verdict; line: string }> {
	const rates = { on: [] as number[], off: [] as number[] }
	const waits: number[] = []
	for (let round = 0; round < rounds; round++) {
		for (const side of round % 2 === 0 ? ['on', 'off'] as const : ['off', 'on'] as const) {
			const taken = await polled(side === 'on' ? on : off, seconds)
			rates[side].push(taken.length / seconds)
			if (side === 'on') waits.push(...taken)
		}
	}
	const [ours, native] = [median(rates.on), median(rates.off)]
	return {
		verdict: judged('time per poll, eight at once', native / ours, 1.1, `${ours.toFixed(1).padStart(7)} /s : ${native.toFixed(1).padStart(7)} /s`, '', Math.min(...rates.off.map((rate, index) => rate / (rates.on[index] ?? NaN)))),
		line: `says   polls by eight at once: ${ours.toFixed(1)} /s, p50 ${quantile(waits, 0.5).toFixed(0)} ms, p95 ${quantile(waits, 0.95).toFixed(0)} ms; that is ${Math.floor(ours * 60)} programs that ask one calendar once a minute, of which ${devices} need ${(devices / 60).toFixed(2)} /s`,
	}
}

/** Milliseconds of each poll. */
async function polled(server: Nextcloud, seconds: number): Promise<number[]> {
	const until = performance.now() + seconds * 1000
	const taken: number[] = []
	await Promise.all(Array.from({ length: atOnce }, async () => { while (performance.now() < until) taken.push(await time(tags(server))) }))
	return taken
}

/** As fifty programs that ask once a minute come: evenly spread over the minute, whether or not the one before has its answer. */
export async function minutePolls({ on }: Twins, polls: number): Promise<string> {
	const gap = 60_000 / devices
	const taken = await Promise.all(Array.from({ length: polls }, async (_, index) => {
		await new Promise((resolve) => { setTimeout(resolve, index * gap) })
		return time(tags(on))
	}))
	return `says   ${devices} programs, one poll a minute each: p50 ${quantile(taken, 0.5).toFixed(0)} ms, p95 ${quantile(taken, 0.95).toFixed(0)} ms of ${polls} polls`
}

/** From the moment at which a program sends a new appointment: until it is answered, the patient's mail is queued, the time is no longer offered. Both are asked at once as soon as it has its answer. */
export async function reaction({ on }: Twins, now: Date, rounds: number): Promise<string[]> {
	const taken = { 'the program has its answer': [] as number[], 'the patient\'s mail is queued': [] as number[], 'free windows are updated': [] as number[] }
	for (let index = 0; index < rounds; index++) {
		const start = slot(now, 600 + index)
		const before = await waiting(on)
		const [sent, note] = [performance.now(), (what: keyof typeof taken): void => { taken[what].push(performance.now() - sent) }]
		await time(newAppointment(on, start))
		note('the program has its answer')
		const checks = [
			async () => { await until(async () => await waiting(on) > before); note('the patient\'s mail is queued') },
			async () => { await until(async () => !await isFree(on, start)); note('free windows are updated') },
		]
		await Promise.all(checks.map((check) => check()))
	}
	return Object.entries(taken).map(([what, values]) => said(what, values))
}

/** From the same moment until a program that listens, on this machine, has its message: sent by Nextcloud's worker, which looks for jobs each second. */
export async function webhookDelivery({ on }: Twins, now: Date, rounds: number): Promise<string> {
	const receiver = await startReceiver()
	const worker = launch({ name: 'worker', command: 'php', args: [...phpSettings, 'occ', 'background-job:worker', 'OCA\\Sprechstunde\\Delivery\\SendJob'], cwd: on.folder, log: join(dirname(on.folder), 'logs', 'worker.log') })
	try {
		await ocs(on, 'webhooks', 'admin', { name: 'Empfang', url: receiver.url, events: ['created'], calendars: [] }, 'POST')
		const taken: number[] = []
		// the worker's own start is not what is measured
		for (let index = -1; index < rounds; index++) {
			const uid = newUid()
			const sent = performance.now()
			await time(newAppointment(on, slot(now, 800 + index), uid))
			await until(async () => {
				await new Promise((resolve) => { setTimeout(resolve, 5) })
				return receiver.received.some(({ body }) => body['uid'] === uid)
			})
			if (index >= 0) taken.push(performance.now() - sent)
			// at any moment of the worker's second
			await new Promise((resolve) => { setTimeout(resolve, Math.random() * 1000) })
		}
		return said('a webhook is delivered', taken)
	} finally {
		await worker.stop()
		await receiver.close()
	}
}

function said(what: string, values: readonly number[]): string {
	return `says   a program's write until ${what.padEnd(28)} p50 ${quantile(values, 0.5).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms of ${values.length}`
}

const newUid = (): string => `program-${randomBytes(16).toString('hex')}@praxis.example`

function newAppointment(server: Nextcloud, start: Date, uid = newUid()): Request {
	const fields = ['STATUS:CONFIRMED', 'X-PATIENT-NAME:Erika Beispiel', 'X-PATIENT-BIRTHDATE:1964-08-12', 'X-PATIENT-EMAIL:erika@beispiel.example', 'X-INSURANCE-TYPE:GESETZLICH', 'X-VISIT-REASON:Kontrolle', `X-APPOINTMENT-TYPE:${type}`]
	return { method: 'PUT', url: `${shared(server, 'arzt-1')}${uid}.ics`, headers: { ...headers(server), 'Content-Type': 'text/calendar; charset=utf-8', 'If-None-Match': '*' }, body: vcalendar([vevent(uid, start, fields)]) }
}

const waiting = async (server: Nextcloud): Promise<number> => Number((await ocs(server, 'queue', 'admin'))['waiting'])

async function isFree(server: Nextcloud, start: Date): Promise<boolean> {
	const iso = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`
	const { windows } = await ocs(server, `calendars/arzt-1/free?from=${iso(start)}&to=${iso(new Date(start.getTime() + 900_000))}`, 'booking')
	return (windows as unknown[]).length > 0
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
	const end = performance.now() + 60_000
	while (!await isSo()) if (performance.now() > end) throw new Error('nothing came of a program\'s write within a minute')
}
