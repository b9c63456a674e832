// SPDX-License-Identifier: GPL-3.0-or-later
// "Was ist los?": real checks on the server, by occ, and from the practice program's own machine.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { database, select } from '../servers/nextcloud/database.ts'
import { ocs, send } from './client.ts'
import { confirmed } from './confirmed.ts'
import { book, cleanUp, objectUrl } from './fixtures.ts'
import { command, configured, isInside } from './inside.ts'
import { startReceiver } from './receiver.ts'
import { target } from './target.ts'

interface Found { readonly code: string; readonly params: Readonly<Record<string, string | number>> }
const root = new URL('../../', import.meta.url).pathname

async function diagnose(uid = ''): Promise<readonly Found[]> {
	const { answer, data } = await ocs('admin', `diagnostics${uid === '' ? '' : `?uid=${encodeURIComponent(uid)}`}`)
	expect(answer.status, answer.text).toBe(200)
	return data['findings'] as readonly Found[]
}
const codes = (found: readonly { readonly code: string }[]): string[] => found.map(({ code }) => code)

interface Checked { readonly code: number; readonly findings: readonly Found[]; readonly printed: string }
/** The command line as a practice runs it. */
async function check(address: string, password: string | null = null, ...options: readonly string[]): Promise<Checked> {
	const user = password === null ? [] : ['--user', target().accounts.pvs?.user ?? '']
	const run = promisify(execFile)('npx', ['tsx', 'shared/cli/check.ts', address, ...user, '--json', ...options], { cwd: root, env: { ...process.env, SPRECHSTUNDE_PASSWORD: password ?? '' } })
	const { stdout, code = 0 } = await run.then(({ stdout }) => ({ stdout, code: 0 }), (error: { stdout: string; code: number }) => error)
	return { code, findings: (JSON.parse(stdout) as { findings: Found[] }).findings, printed: stdout }
}

describe.runIf(target().server.kind === 'nextcloud')('diagnostics on the server', () => {
	let practice: Practice
	beforeAll(async () => { practice = (await ocs('admin', 'configuration')).data as unknown as Practice })
	afterAll(async () => {
		await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(practice) })
		await cleanUp()
	})

	it.each(['staff', 'booking', 'pvs'] as const)('are nothing for %s', async (account) => {
		expect((await ocs(account, 'diagnostics')).answer.status).toBe(403)
		expect((await ocs(account, 'diagnostics/reindex', { method: 'POST' })).answer.status).toBe(403)
	})

	it('find this server\'s own address right', async () => {
		// what the test's website would be is nowhere
		const found = codes((await diagnose()).filter(({ params }) => !String(params['host'] ?? params['address'] ?? '').includes('praxis.example')))
		for (const code of ['DNS_FAILED', 'PORT_CLOSED', 'NO_ANSWER', 'TLS_INVALID', 'NOT_CALDAV', 'SERVER_ERROR', 'REDIRECT_HOST', 'CALENDAR_MISSING', 'INDEX_DIFFERS', 'CALENDAR_UNREACHABLE']) expect(found).not.toContain(code)
	})

	it('find an interval that is too long, and mend it', async () => {
		const long = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...practice, syncIntervalMinutes: 15 }) })
		expect(long.answer.status).toBe(200)
		expect(await diagnose()).toContainEqual({ code: 'INTERVAL_LONG', params: { minutes: 15 } })
		expect((await ocs('admin', 'diagnostics/setInterval', { method: 'POST' })).answer.status).toBe(200)
		expect(codes(await diagnose())).not.toContain('INTERVAL_LONG')
	})

	it('find a website whose addresses lead nowhere', async () => {
		const lost = { ...practice, website: { ...practice.website, manageUrl: 'http://127.0.0.1:9/termin' } }
		expect((await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify(lost) })).answer.status).toBe(200)
		expect(await diagnose()).toContainEqual({ code: 'PORT_CLOSED', params: { host: '127.0.0.1', port: '9' } })
	})

	it('find a connection whose account is missing or shows nobody', async () => {
		const calendars = practice.calendars.map(({ id }) => id)
		const blind = { title: '{room}', place: '', text: ['phone'], categories: 'codes' as const }
		const { answer } = await ocs('admin', 'configuration', { method: 'PUT', body: JSON.stringify({ ...practice, pvs: [{ id: 'program', profile: 'albis', user: target().accounts.pvs?.user, calendars, fieldMap: blind }] }) })
		expect(answer.status, answer.text).toBe(200)
		expect(codes(await diagnose())).toContain('MAP_BLIND')
	})

	it('find out why an appointment is missing', async () => {
		const booked = await book()
		const present = codes(await diagnose(booked.uid))
		for (const code of ['OBJECT_GONE', 'OBJECT_TRASHED', 'OBJECT_UNREADABLE']) expect(present).not.toContain(code)
		await send('admin', 'DELETE', objectUrl('admin', booked.calendar, booked.uri))
		expect(codes(await diagnose(booked.uid))).toContain('OBJECT_TRASHED')
		expect(codes(await diagnose('nowhere@praxis.example'))).toContain('OBJECT_GONE')
	})

	it.runIf(target().folder != null)('find a calendar in the trash, and restore it', async () => {
		const own = target().calendars[1] ?? target().calendars[0]
		const url = own?.urls.admin ?? ''
		expect((await send('admin', 'DELETE', url)).status).toBe(204)
		const found = await diagnose()
		expect(found).toContainEqual({ code: 'CALENDAR_TRASHED', params: { calendar: own?.id } })
		expect(codes(found)).not.toContain('CALENDAR_MISSING')
		expect((await ocs('admin', 'diagnostics/restoreCalendar', { method: 'POST' })).answer.status).toBe(200)
		expect(codes(await diagnose())).not.toContain('CALENDAR_TRASHED')
		expect((await send('pvs', 'PROPFIND', own?.urls.pvs ?? '', { headers: { Depth: '0' } })).status).toBe(207)
	})

	it.runIf(isInside())('find a device with an old password, and lift the delay for it alone', async () => {
		const user = target().accounts.pvs?.user ?? ''
		const end = configured({ 'auth.bruteforce.protection.enabled': true, 'auth.bruteforce.protection.testing': true })
		try {
			const attempt = async (name: string): Promise<void> => { await fetch(`${target().server.url}/remote.php/dav/`, { method: 'PROPFIND', headers: { Depth: '0', Authorization: `Basic ${Buffer.from(`${name}:wrong-password`).toString('base64')}` } }) }
			const attempts = (): number => select(target().folder ?? '', 'SELECT id FROM *PREFIX*bruteforce_attempts WHERE metadata = ?', JSON.stringify({ user })).length
			// more than ten, and nobody from here gets in any more
			await expect.poll(async () => {
				await attempt(user)
				return attempts()
			}, { timeout: 50_000, interval: 300 }).toBeGreaterThanOrEqual(4)
			await attempt('somebody-else')
			expect((await diagnose()).find(({ code }) => code === 'PROGRAM_THROTTLED')?.params).toMatchObject({ user, address: expect.stringMatching(/127\.0\.0\.1|::1/) as string, attempts: attempts() })
			await expect.poll(async () => {
				expect((await ocs('admin', 'diagnostics/liftThrottle', { method: 'POST' })).answer.status).toBe(200)
				return codes(await diagnose())
			}, { timeout: 20_000, interval: 500 }).not.toContain('PROGRAM_THROTTLED')
			expect(attempts()).toBe(0)
			expect(select(target().folder ?? '', 'SELECT metadata FROM *PREFIX*bruteforce_attempts').map(({ metadata }) => metadata)).toContain('{"user":"somebody-else"}')
		} finally {
			end()
			database(target().folder ?? '', [['DELETE FROM *PREFIX*bruteforce_attempts']])
		}
	}, 90_000)

	it.runIf(isInside())('find an account of ours that lost its group, and put it back', async () => {
		const made = await ocs('admin', 'programs', { method: 'POST', headers: confirmed, body: JSON.stringify({ profile: 'tomedo', calendars: [practice.calendars[0]?.id] }) })
		expect(made.answer.status, made.answer.text).toBe(201)
		const { id, user } = made.data as { id: string; user: string }
		try {
			command('group:removeuser', practice.roles.pvs, user)
			expect(await diagnose()).toContainEqual({ code: 'ROLE_LOST', params: { user, program: id } })
			expect((await ocs('admin', 'diagnostics/addToGroup', { method: 'POST' })).data).toEqual({ done: [user] })
			expect(codes(await diagnose())).not.toContain('ROLE_LOST')
		} finally {
			expect((await ocs('admin', `programs/${id}`, { method: 'DELETE' })).answer.status).toBe(200)
		}
	})

	it.runIf(isInside())('find messages that were given up or are late, and send them again', async () => {
		const receiver = await startReceiver()
		const { data } = await ocs('admin', 'webhooks', { method: 'POST', body: JSON.stringify({ name: 'Empfang', url: receiver.url, events: ['created'], calendars: [] }) })
		try {
			receiver.answer(410)
			const { uid } = await book()
			await expect.poll(async () => await diagnose(), { timeout: 40_000, interval: 300 }).toContainEqual({ code: 'DELIVERIES_DEAD', params: { name: 'Empfang', count: 1 } })
			database(target().folder ?? '', [['UPDATE *PREFIX*sprechstunde_deliveries SET state = ?, created_at = created_at - 3600, finished_at = 0, due_at = ? WHERE uid = ?', 'pending', '4000000000', uid]])
			expect(await diagnose()).toContainEqual({ code: 'DELIVERIES_LATE', params: { name: 'Empfang', count: 1, minutes: 60 } })
			const mended = await ocs('admin', 'diagnostics/retryDeliveries', { method: 'POST' })
			expect(mended.data).toEqual({ done: [`webhook:${String(data['id'])}: 1`] })
			expect(codes(await diagnose())).not.toContain('DELIVERIES_LATE')
			await expect.poll(() => receiver.received.filter(({ body }) => body['uid'] === uid).length, { timeout: 40_000 }).toBe(2)
		} finally {
			await ocs('admin', `webhooks/${String(data['id'])}`, { method: 'DELETE' })
			await receiver.close()
		}
	}, 120_000)

	it('mend nothing else', async () => {
		const { answer, data } = await ocs('admin', 'diagnostics/everything', { method: 'POST' })
		expect([answer.status, (data['issues'] as Found[])[0]?.code]).toEqual([400, 'REQUEST_MALFORMED'])
		expect((await ocs('admin', 'diagnostics/reindex', { method: 'POST' })).answer.status).toBe(200)
		expect((await ocs('admin', 'diagnostics/share', { method: 'POST' })).answer.status).toBe(200)
	})

	it.runIf(target().folder != null)('say the same by occ', async () => {
		const { stdout } = await promisify(execFile)('php', ['occ', 'sprechstunde:doctor', '--json', '--language=en', '--uid=nowhere@praxis.example'], { cwd: target().folder ?? '' }).catch((error: { stdout: string }) => error)
		const { findings } = JSON.parse(stdout) as { findings: (Found & { severity: string; text: string; remedy: string })[] }
		expect(findings).toContainEqual({ code: 'OBJECT_GONE', severity: 'error', params: {}, text: 'The appointment is not in the calendar any more.', remedy: 'The log says who deleted it, and when.' })
	})
})

describe('the command line for the practice program\'s machine', () => {
	const dav = `${target().server.url}/remote.php/dav/`
	const password = target().accounts.pvs?.password ?? ''

	it('signs in, finds the calendars, writes, reads and deletes, and names nobody', async () => {
		const { code, findings, printed } = await check(dav, password, '--write')
		// a server without a web server in front knows no /.well-known
		expect(codes(findings).filter((one) => one !== 'WELL_KNOWN_MISSING')).toEqual([])
		expect(code).toBeLessThan(2)
		const { facts } = JSON.parse(printed) as { facts: { login: { principal: boolean; calendars: number }; roundTrip: null } }
		expect(facts.login.principal).toBe(true)
		expect(facts.login.calendars).toBeGreaterThanOrEqual(target().calendars.length)
		expect(facts.roundTrip).toBeNull()
		expect(printed).not.toContain(password)
	})

	it('says that a password is wrong', async () => {
		const { code, findings } = await check(dav, 'wrong-password')
		expect(code).toBe(2)
		expect(codes(findings)).toContain('CREDENTIALS_REFUSED')
	})

	it('says that nobody answers', async () => {
		const { code, findings } = await check('http://127.0.0.1:9/caldav/')
		expect([code, codes(findings)]).toEqual([2, ['PORT_CLOSED']])
	})

	it('says how it is used', async () => {
		const { code } = await promisify(execFile)('npx', ['tsx', 'shared/cli/check.ts'], { cwd: root }).then(() => ({ code: 0 }), (error: { code: number }) => error)
		expect(code).toBe(3)
	})
})
