// SPDX-License-Identifier: GPL-3.0-or-later
import fc from 'fast-check'
import { insides, nastyTexts, nastyValues, rules, zones } from './nasty.ts'

/** One damage; `at` and `to` (0 to 1) say where, `what` with which text. */
export interface Mutation {
	readonly kind: keyof typeof mutations
	readonly at: number
	readonly to: number
	readonly what: string
}

const lines = (body: Buffer): string[] => body.toString('latin1').split(/(?<=\n)/)
const joined = (list: readonly string[]): Buffer => Buffer.from(list.join(''), 'latin1')
const utf8 = (text: string): string => Buffer.from(text).toString('latin1')
const index = (list: { readonly length: number }, at: number): number => Math.min(list.length - 1, Math.floor(at * list.length))

/** Another list of lines, changed at one place. */
function onLine(body: Buffer, at: number, change: (line: string) => string): Buffer {
	const list = lines(body)
	const place = index(list, at)
	return joined(list.map((line, position) => position === place ? change(line) : line))
}

const mutations = {
	flipByte: (body: Buffer, { at, to }: Mutation) => Buffer.from(body.map((byte, place) => place === index(body, at) ? byte ^ (1 << Math.floor(to * 8)) : byte)),
	setByte: (body: Buffer, { at, to }: Mutation) => Buffer.from(body.map((byte, place) => place === index(body, at) ? Math.floor(to * 256) : byte)),
	deleteLine: (body: Buffer, { at }: Mutation) => onLine(body, at, () => ''),
	doubleLine: (body: Buffer, { at }: Mutation) => onLine(body, at, (line) => line + line),
	swapLines: (body: Buffer, { at, to }: Mutation) => {
		const list = lines(body)
		const [a, b] = [index(list, at), index(list, to)]
		return joined(list.map((line, place) => (place === a ? list[b] : place === b ? list[a] : line) ?? ''))
	},
	nastyValue: (body: Buffer, { at, what }: Mutation) => onLine(body, at, (line) => line.replace(/:[^\r\n]*/, () => `:${utf8(what)}`)),
	nastyJson: (body: Buffer, { at, what, to }: Mutation) => Buffer.from(replaceNth(body.toString('latin1'), /"(?:[^"\\]|\\.)*"|\d+|\{\}|\[\]/g, at, utf8(jsonValues[index(jsonValues, to)] ?? JSON.stringify(what))), 'latin1'),
	parameter: (body: Buffer, { at, what, to }: Mutation) => onLine(body, at, (line) => line.replace(/^([A-Za-z-]+)/, (name) => `${name};${parameters[index(parameters, to)] ?? ''}=${utf8(what)}`)),
	addLine: (body: Buffer, { at, what, to }: Mutation) => onLine(body, at, (line) => `${line}${utf8(added(to, what))}\r\n`),
	repeatLines: (body: Buffer, { at, to }: Mutation) => onLine(body, at, (line) => line.repeat(1 + Math.floor(to * 300))),
	longLine: (body: Buffer, { at, to }: Mutation) => onLine(body, at, (line) => line.replace(/(?=\r?\n?$)/, 'x'.repeat(Math.floor(to * 70000)))),
	refold: (body: Buffer, { at, to }: Mutation) => onLine(body, at, (line) => line.replace(/(.)(?=.)/g, (char) => `${char}\r\n${to < 0.5 ? ' ' : '\t'}`)),
	foldStart: (body: Buffer, { at }: Mutation) => onLine(body, at, (line) => ` ${line}`),
	lineEnds: (body: Buffer, { to }: Mutation) => Buffer.from(body.toString('latin1').replace(/\r\n/g, to < 0.3 ? '\n' : to < 0.6 ? '\r' : '\r\r\n'), 'latin1'),
	bom: (body: Buffer) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]),
	utf16: (body: Buffer) => Buffer.from(`\ufeff${body.toString()}`, 'utf16le'),
	insertBytes: (body: Buffer, { at, to }: Mutation) => Buffer.concat([body.subarray(0, index(body, at)), bytes[index(bytes, to)] ?? Buffer.alloc(0), body.subarray(index(body, at))]),
	truncate: (body: Buffer, { at }: Mutation) => body.subarray(0, index(body, at)),
	nest: (body: Buffer, { to }: Mutation) => Buffer.concat([...Array.from({ length: 1 + Math.floor(to * 200) }, () => Buffer.from('BEGIN:VEVENT\r\n')), body]),
	deepJson: (body: Buffer, { to }: Mutation) => Buffer.from(`["vcalendar",[],${'["vevent",[],['.repeat(Math.floor(to * 3000))}${']]'.repeat(Math.floor(to * 3000))}]${body.length > 0 ? '' : ' '}`),
	manyEvents: (body: Buffer, { to, what }: Mutation) => replaceEvents(body, Math.floor(to * 400), what),
} as const

const jsonValues = ['null', 'true', '1e400', '-1', '[]', '{}', '[[[[]]]]', '""', '"\\u0000"', '"\\ud800"', '{"a":{"b":[]}}', '[null]', '99999999999999999999999', '"a\\r\\nX-A:1"']
const parameters = ['TZID', 'VALUE', 'CN', 'ENCODING', 'X-P', 'ALTREP', 'RANGE', 'SCHEDULE-AGENT']
const bytes = [Buffer.from([0]), Buffer.from([0xff, 0xfe]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf4, 0x90, 0x80, 0x80]), Buffer.alloc(70000, 0x20), Buffer.from('\r\n\r\n'), Buffer.from([0x1b, 0x5b])]

function added(to: number, what: string): string {
	const all = [`RRULE:${what}`, `RDATE:${Array.from({ length: 800 }, (_, day) => `2027${String(1 + day % 12).padStart(2, '0')}${String(1 + day % 28).padStart(2, '0')}T${String(day % 24).padStart(2, '0')}0000Z`).join(',')}`,
		`EXDATE:${what}`, `ATTACH;ENCODING=BASE64;VALUE=BINARY:${what}`, `RECURRENCE-ID:${what}`, `ATTENDEE;CN="${what}":mailto:x@example.com`, `${what}:x`, `X-A;X-B="${what}`, `DURATION:${what}`, `GEO:${what}`, insides[index(insides, to * 7 % 1)] ?? '',
		`DTSTART;VALUE=DATE:${what}`, `STATUS:${what}`, `CATEGORIES:${what}`, `REQUEST-STATUS:${what}`, 'BEGIN:VCALENDAR', 'END:VCALENDAR', 'END:VEVENT']
	return all[index(all, to)] ?? ''
}

function replaceNth(text: string, pattern: RegExp, at: number, replacement: string): string {
	const found = [...text.matchAll(pattern)]
	const match = found[index(found, at)]
	return match === undefined ? text : text.slice(0, match.index) + replacement + text.slice(match.index + match[0].length)
}

/** The first event many times, each another occurrence. */
function replaceEvents(body: Buffer, count: number, what: string): Buffer {
	const text = body.toString('latin1')
	const event = /BEGIN:VEVENT[^]*?END:VEVENT\r?\n/.exec(text)?.[0]
	if (event === undefined) return body
	const small = event.split(/\r?\n/).filter((line) => /^(BEGIN|END|UID|DTSTAMP|DTSTART|X-APPOINTMENT-TYPE)/.test(line)).join('\r\n')
	return Buffer.from(text.replace(event, () => event + Array.from({ length: count }, (_, day) =>
		`${small.replace('BEGIN:VEVENT', () => `BEGIN:VEVENT\r\nRECURRENCE-ID:${what.length < 3 ? `2027${String(1 + day % 12).padStart(2, '0')}${String(1 + day % 28).padStart(2, '0')}T080000Z` : utf8(what)}`)}\r\n`).join('')), 'latin1')
}

const kinds = Object.keys(mutations) as (keyof typeof mutations)[]
const fraction = fc.integer({ min: 0, max: 9999 }).map((part) => part / 10000)
const mutation: fc.Arbitrary<Mutation> = fc.record({ kind: fc.constantFrom(...kinds), at: fraction, to: fraction, what: fc.constantFrom(...nastyTexts, ...nastyValues, ...rules, ...zones) })

/** Bodies of a corpus, damaged in a few places; at most 140,000 bytes, twice what is allowed. */
export function mutated(corpus: readonly Buffer[], most = 3): fc.Arbitrary<Buffer> {
	return fc.tuple(fc.constantFrom(...corpus), fc.array(mutation, { minLength: 1, maxLength: most }))
		.map(([body, list]) => list.reduce<Buffer>((damaged, one) => damaged.length === 0 ? damaged : mutations[one.kind](damaged, one).subarray(0, 140_000), body))
}
