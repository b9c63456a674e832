// SPDX-License-Identifier: GPL-3.0-or-later
import fc from 'fast-check'
import type { AccountRole } from '../servers/accounts.ts'
import { bookable, calendars, type Base } from './generate.ts'
import { toIcs, toJcal, type Prop } from './model.ts'
import { mutated } from './mutate.ts'
import { jsonBodies, queries, xmlBodies } from './otherBodies.ts'

/** What is to be sent; the runner knows addresses and objects. */
export type Plan =
	| { readonly kind: 'create' | 'update'; readonly role: AccountRole; readonly type: string; readonly body: Buffer; readonly headers: Readonly<Record<string, string>>; readonly uri: string | null; readonly lie: string | null; readonly pick: number }
	| { readonly kind: 'xml'; readonly role: AccountRole; readonly method: string; readonly where: 'calendar' | 'object'; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }
	| { readonly kind: 'ocs'; readonly role: AccountRole; readonly method: string; readonly route: string; readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

const ics = 'text/calendar; charset=utf-8'
const json = 'application/calendar+json'
const role = fc.constantFrom<AccountRole>('booking', 'booking', 'staff', 'staff', 'pvs', 'pvs', 'admin')
const wrongTypes = fc.constantFrom('', 'text/plain', 'application/json', 'text/calendar; charset=utf-16', 'TEXT/CALENDAR', 'application/calendar+xml', 'multipart/form-data; boundary=x', 'a'.repeat(3000), 'text/calendar;;;', ics, json)
const oddHeaders = fc.dictionary(fc.constantFrom('If-Match', 'If-None-Match', 'If', 'Depth', 'Destination', 'Overwrite', 'Range', 'Content-Range', 'Content-Encoding', 'X-Sprechstunde-Hold', 'Accept-Language', 'Prefer', 'Accept', 'X-NC-Scheduling', 'Schedule-Reply', 'OC-Total-Length', 'X-HTTP-Method-Override'),
	fc.constantFrom('*', '"x"', 'W/"x"', '""', '"', '"a", "b"', 'garbage', '(<urn:x>)', '(Not <DAV:no-lock>)', 'x'.repeat(2000), 'bytes=0-', 'bytes 0-1/2', 'gzip', 'infinity', '-1', 'T', 'http://evil.example/x', '../..', '%00', 'en', ';;q=9,,'), { maxKeys: 2 })
const oddUri = fc.constantFrom('x.ics', 'a%20b.ics', '%2e%2e%2fx.ics', '%00.ics', '%ff.ics', 'ä.ics', '%C3%A4.ics', '%E2%80%AE.ics', `${'n'.repeat(255)}.ics`, `${'n'.repeat(300)}.ics`, `${'%41'.repeat(1500)}.ics`, 'no-extension', '.ics', '%2F', 'a/b.ics', 'x%0d%0aX-A:1.ics', '..', '.', '%', '%zz.ics', "'; DROP TABLE x;--.ics", 'x.ics?y=1', 'x.ics#y', 'X.ICS', '*.ics', '<x>.ics', '%F0%9F%92%89.ics', 'x.ics%20', '-.ics')

const rare = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T, oneIn: number): fc.Arbitrary<T> => fc.oneof({ weight: 1, arbitrary }, { weight: oneIn - 1, arbitrary: fc.constant(otherwise) })

function put(kind: 'create' | 'update', body: fc.Arbitrary<{ readonly body: Buffer; readonly type: string }>): fc.Arbitrary<Plan> {
	return fc.tuple(role, body, rare(wrongTypes, null, 12), rare(oddHeaders, {}, 8), rare(oddUri, null, 15), rare(fc.constantFrom('0', '1', '999', '999999', '70000'), null, 60), fc.nat(1000))
		.map(([who, { body: bytes, type }, wrong, odd, uri, lie, pick]): Plan => ({ kind, role: who, body: bytes, type: wrong ?? type, headers: odd, uri, lie, pick }))
}

const form = (props: readonly Prop[]): fc.Arbitrary<{ body: Buffer; type: string }> => fc.tuple(calendars(props), fc.boolean())
	.map(([calendar, isJson]) => isJson ? { body: Buffer.from(toJcal(calendar)), type: json } : { body: Buffer.from(toIcs(calendar)), type: ics })

const typed = (bodies: fc.Arbitrary<Buffer>): fc.Arbitrary<{ body: Buffer; type: string }> => bodies.map((body) => ({ body, type: body.subarray(0, 20).toString().trimStart().startsWith('[') ? json : ics }))

/** Writes around free slots. */
export function writePlans(bases: readonly Base[], corpus: readonly Buffer[]): fc.Arbitrary<Plan> {
	const base = fc.constantFrom(...bases)
	const around = base.chain((one) => form(bookable(one)))
	const good = bases.flatMap((one) => [Buffer.from(toIcs({ events: [{ props: bookable(one), inside: [] }], beside: [] })), Buffer.from(toJcal({ events: [{ props: bookable(one), inside: [] }], beside: [] }))])
	return fc.oneof(
		{ weight: 5, arbitrary: put('create', around) },
		{ weight: 4, arbitrary: put('create', typed(mutated([...good.slice(0, 40), ...corpus]))) },
		{ weight: 3, arbitrary: put('update', around) },
		{ weight: 3, arbitrary: put('update', typed(mutated([...good.slice(0, 40), ...corpus]))) },
	)
}

/** Requests that write no object. */
export const otherPlans: fc.Arbitrary<Plan> = fc.oneof(
	{ weight: 3, arbitrary: fc.tuple(role, fc.constantFrom('REPORT', 'REPORT', 'REPORT', 'PROPFIND', 'PROPPATCH', 'MKCALENDAR', 'POST', 'LOCK', 'SEARCH'), fc.constantFrom('calendar', 'calendar', 'object'), xmlBodies, rare(oddHeaders, { Depth: '1' }, 3), rare(wrongTypes, 'application/xml', 6))
		.map(([who, method, where, body, headers, type]): Plan => ({ kind: 'xml', role: who, method, where: where as 'calendar', body, headers: { ...headers, 'Content-Type': type } })) },
	{ weight: 2, arbitrary: fc.tuple(role, fc.oneof(queries.map((route) => ({ method: 'GET', route, body: Buffer.alloc(0) })), jsonBodies), rare(oddHeaders, {}, 3))
		.map(([who, one, headers]): Plan => ({ kind: 'ocs', role: who, ...one, headers: { 'OCS-APIRequest': 'true', Accept: 'application/json', 'Content-Type': 'application/json', ...headers } })) },
)
