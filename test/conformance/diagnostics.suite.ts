// SPDX-License-Identifier: GPL-3.0-or-later
// "Was ist los?": real checks on the server, by occ, and from the practice program's own machine.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@sprechstunde/core'
import { ocs, send } from './client.ts'
import { book, cleanUp, objectUrl } from './fixtures.ts'
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
