// SPDX-License-Identifier: GPL-3.0-or-later
import type { Language } from '../issues/issue.ts'
import type { AccountFacts, Facts, ReachedAddress } from './facts.ts'
import { finding, type Finding } from './finding.ts'
import { findings, type Problem, type RemedyAction, type RemedyPlace, type Severity } from './findings.ts'
import { judgeDeliveries } from './judgeDeliveries.ts'

export type { Finding } from './finding.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** A certificate that ends sooner is worth a word. */
const certificateDays = 21
const clockTolerance = 60_000
const recommendedInterval = 5
/** Nothing travels. */
const local = ['localhost', '127.0.0.1', '[::1]']
/** Jobs run every five minutes. */
const jobsTolerance = 20 * minute

/** What is wrong, as far as the facts tell; empty where all that is known is right. Errors first, each once. */
export function evaluate(facts: Facts): Finding[] {
	const found = [
		...(facts.addresses ?? []).flatMap((address) => judgeAddress(address, facts.now)),
		// a website that passes on nothing is said once
		...(facts.wellKnown === undefined || facts.addresses?.some(isNotPassedOn) === true ? [] : judgeWellKnown(facts.wellKnown)),
		...judgeLogin(facts),
		...(facts.accounts ?? []).flatMap((account) => judgeAccount(account, facts)),
		...judgeServer(facts),
		...judgeDeliveries(facts),
		...judgeObject(facts),
		...(facts.roundTrip == null ? [] : [finding('ROUND_TRIP_FAILED', { step: facts.roundTrip.failedAt, status: facts.roundTrip.status })]),
	]
	const distinct = [...new Map(found.map((entry) => [JSON.stringify(entry), entry])).values()]
	return distinct.sort((a, b) => rank(a) - rank(b))
}

function rank({ code }: Finding): number {
	return findings[code].severity === 'error' ? 0 : 1
}

/** It answers, with something else than a calendar server. */
function isNotPassedOn({ isWebsite, failure, status, speaksCaldav }: ReachedAddress): boolean {
	return isWebsite === true && failure === null && speaksCaldav === false && (status ?? 0) < 500
}

function judgeAddress(reached: ReachedAddress, now: number): Finding[] {
	const { address, failure, reason, status, redirects, speaksCaldav, certificateUntil, clockOffset } = reached
	const { isEncrypted, host, port } = partsOf(address)
	if (failure !== null) {
		return [failure === 'dns' ? finding('DNS_FAILED', { host }) : failure === 'port' ? finding('PORT_CLOSED', { host, port })
			: failure === 'tls' ? finding('TLS_INVALID', { host, reason }) : finding('NO_ANSWER', { address })]
	}
	const away = redirects.find((to) => to.includes('://') && (partsOf(to).host !== host || partsOf(to).port !== port))
	const days = certificateUntil === null ? null : Math.floor((certificateUntil - now) / day)
	return [
		...(!isEncrypted && !local.includes(host) ? [finding('NOT_ENCRYPTED', { address })] : []),
		...(away === undefined ? [] : [finding('REDIRECT_HOST', { address, to: partsOf(away).host })]),
		...(status !== null && status >= 500 ? [finding('SERVER_ERROR', { address, status })] : speaksCaldav === false && away === undefined ? [finding(isNotPassedOn(reached) ? 'WEBSITE_NOT_PASSED_ON' : 'NOT_CALDAV', { address, status: status ?? 0 })] : []),
		...(days !== null && days < certificateDays ? [finding('TLS_EXPIRES', { host, days: Math.max(0, days) })] : []),
		...(clockOffset !== null && Math.abs(clockOffset) > clockTolerance ? [finding('CLOCK_WRONG', { seconds: Math.round(Math.abs(clockOffset) / 1000) })] : []),
	]
}

/** Of an http or https address. */
function partsOf(address: string): { isEncrypted: boolean; host: string; port: string } {
	const [, scheme = '', host = '', port = ''] = /^(https?):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/iu.exec(address) ?? []
	const isEncrypted = scheme.toLowerCase() === 'https'
	return { isEncrypted, host: host.toLowerCase(), port: port || (isEncrypted ? '443' : '80') }
}

/** RFC 6764 §5: it redirects, or answers itself. */
function judgeWellKnown({ address, failure, status, redirects }: ReachedAddress): Finding[] {
	// that the host can't be reached is said of the address itself
	return failure === null && redirects.length === 0 && (status === null || status === 404 || status === 410) ? [finding('WELL_KNOWN_MISSING', { address })] : []
}

function judgeLogin({ login, throttleSeconds = 0 }: Facts): Finding[] {
	return [
		...(login?.result === 'refused' ? [finding('CREDENTIALS_REFUSED', { user: login.user })] : []),
		...(login?.result === 'accepted' && !login.principal ? [finding('PRINCIPAL_MISSING')] : []),
		...(throttleSeconds > 0 || login?.result === 'throttled' ? [finding('THROTTLED', { seconds: throttleSeconds })] : []),
	]
}

function judgeAccount(account: AccountFacts, { now, interval = recommendedInterval }: Facts): Finding[] {
	const { user, name } = account
	const program = account.program === undefined ? {} : { program: account.program }
	if (!account.exists) return [finding('ACCOUNT_MISSING', { user, name, ...program })]
	// of one that is kept out, all else follows from that
	if (!account.enabled) return [finding('ACCOUNT_DISABLED', { user, ...program })]
	const minutes = account.lastRead === null ? 0 : Math.floor((now - account.lastRead) / minute)
	return [
		...(account.hasRole ? [] : [finding(account.isManaged === true ? 'ROLE_LOST' : 'ROLE_MISSING', { user, ...program })]),
		...(account.passwords === 0 ? [finding('NO_APP_PASSWORD', { user, ...program })] : []),
		...(account.lastRead === null && account.lastWrite === null && account.isTold !== true ? [account.program === undefined ? finding('ACCOUNT_UNUSED', { user }) : finding('NEVER_SEEN', { name, ...program })] : []),
		...(account.lastRead !== null && account.lastWrite === null ? [finding('NOTHING_WRITTEN', { name, ...program })] : []),
		// one poll may fail, and one may be late
		...(minutes > 3 * interval ? [finding('POLLS_RARELY', { name, minutes, interval, ...program })] : []),
		// without the group it sees none, and sharing them again mends nothing
		...(account.hasRole ? account.unreachable : []).map((calendar) => finding('CALENDAR_UNREACHABLE', { name, calendar })),
		...(account.mapIsBlind ? [finding('MAP_BLIND', { name, ...program })] : []),
		...(account.throttles ?? []).map(({ address, attempts, seconds }) => finding('PROGRAM_THROTTLED', { user, address, attempts, seconds })),
	]
}

function judgeServer({ now, interval, missingCalendars = [], trashedCalendars = [], indexDifferences, jobsRanAt }: Facts): Finding[] {
	return [
		...missingCalendars.map((calendar) => finding('CALENDAR_MISSING', { calendar })),
		...trashedCalendars.map((calendar) => finding('CALENDAR_TRASHED', { calendar })),
		...(interval !== undefined && interval > recommendedInterval ? [finding('INTERVAL_LONG', { minutes: interval })] : []),
		...(indexDifferences != null && indexDifferences > 0 ? [finding('INDEX_DIFFERS', { count: indexDifferences })] : []),
		...(jobsRanAt === null ? [finding('JOBS_NEVER')] : jobsRanAt !== undefined && now - jobsRanAt > jobsTolerance ? [finding('JOBS_STALE', { minutes: Math.floor((now - jobsRanAt) / minute) })] : []),
	]
}

function judgeObject({ object, accounts = [] }: Facts): Finding[] {
	if (object === undefined) return []
	if (object.state !== 'present') return [finding(object.state === 'gone' ? 'OBJECT_GONE' : 'OBJECT_TRASHED')]
	return accounts.flatMap(({ user, name, lastRead, unreachable, program }) => {
		if (object.readableBy.includes(user)) return lastRead !== null && object.changedAt !== null && lastRead < object.changedAt ? [finding('NOT_FETCHED', { name })] : []
		if (object.calendar === undefined || unreachable.includes(object.calendar)) return [finding('OBJECT_UNREADABLE', { name })]
		// that it stands in the calendar of another program is as it should be
		return object.readableBy.length > 0 ? [] : [finding('OBJECT_NOT_SHARED', { name, calendar: object.calendar, ...(program === undefined ? {} : { program }) })]
	})
}

const steps = { write: { de: 'schreiben', en: 'written' }, read: { de: 'lesen', en: 'read' }, delete: { de: 'löschen', en: 'deleted' } } as const

/** A finding in words. */
export function findingText({ code, params }: Finding, language: Language): { readonly severity: Severity; readonly problem: Problem; readonly text: string; readonly remedy: string; readonly action: RemedyAction | null; readonly place: RemedyPlace | null } {
	const entry = findings[code]
	const fill = (template: string): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const value = params[name]
		return name === 'step' ? steps[value as keyof typeof steps][language] : value === undefined ? whole : String(value)
	})
	return { severity: entry.severity, problem: entry.problem, text: fill(entry.text[language]), remedy: fill(entry.remedy[language]), action: 'action' in entry ? entry.action : null, place: 'place' in entry ? entry.place : null }
}
