// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of busy times, each object stored by the practice software: what the server then calls busy is what both cores do; and what
// a calendar program is told by free-busy-query is the same, but for what nativeFreeBusy.json names.
import { describe, expect, it } from 'vitest'
import { busyCorpus, nativeDifferences, type CorpusCase } from '../corpus/load.ts'
import { ocs, send } from './client.ts'
import { catalog, objectUrl } from './fixtures.ts'
import { freeBusy, joined } from './freeBusy.ts'
import { target, type AccountName } from './target.ts'

type Times = CorpusCase['intervals']

async function calendarId(): Promise<string> {
	return (await catalog()).calendars.at(-1)?.id ?? expect.fail('the practice has no calendar')
}

async function busy(account: AccountName, calendar: string, { from, to }: Pick<CorpusCase, 'from' | 'to'>): Promise<{ status: number; times: Times; codes: string[] }> {
	const { answer, data, codes } = await ocs(account, `calendars/${calendar}/busy?from=${from}&to=${to}`)
	return { status: answer.status, times: (data.busy ?? []) as Times, codes }
}

/** What free-busy-query gives for it; the embedded server asks our core, so it differs nowhere. */
function natively({ name, from, to, intervals }: CorpusCase): Times {
	const { kind, version } = target().server
	const other = kind === 'nextcloud' ? nativeDifferences().differences[name] : undefined
	if (other === undefined) return joined(intervals, from, to)
	return Number(version.split('.')[0]) >= 34 ? other.since34 ?? other.intervals : other.intervals
}

describe('busy time of the corpus', () => {
	it.each(busyCorpus())('$name: $about', async (entry) => {
		const calendar = await calendarId()
		const url = objectUrl('pvs', calendar, `corpus-${entry.name}.ics`)
		const before = await busy('pvs', calendar, entry)
		expect(before, 'the calendar is free there').toEqual({ status: 200, times: [], codes: [] })
		const stored = await send('pvs', 'PUT', url, { headers: { 'Content-Type': 'text/calendar' }, body: entry.ics })
		try {
			if (entry.mayBeRefused === undefined || stored.status === 201) expect(stored.status, stored.text).toBe(201)
			else expect(stored.status, entry.mayBeRefused).toBe(400)
			expect((await busy('pvs', calendar, entry)).times).toEqual(stored.status === 201 ? joined(entry.intervals, entry.from, entry.to) : [])
			expect(await freeBusy('staff', calendar, entry), 'free-busy-query').toEqual(stored.status === 201 ? natively(entry) : [])
		} finally {
			if (stored.status === 201) expect((await send('pvs', 'DELETE', url)).status).toBe(204)
		}
		expect((await busy('pvs', calendar, entry)).times).toEqual([])
	})

	it('differs from Nextcloud\'s own for a reason only, and really', () => {
		const { reasons, differences } = nativeDifferences()
		const corpus = new Map(busyCorpus().map((entry) => [entry.name, entry]))
		expect(Object.keys(reasons).sort()).toEqual([...new Set(Object.values(differences).map(({ reason }) => reason))].sort())
		for (const [name, { intervals }] of Object.entries(differences)) {
			const { from, to, intervals: ours } = corpus.get(name) ?? expect.fail(`the corpus has no ${name}`)
			expect(intervals, name).not.toEqual(joined(ours, from, to))
		}
	})

	it('is told to the practice only', async () => {
		const range = { from: '2028-06-01T00:00:00Z', to: '2028-06-08T00:00:00Z' }
		const calendar = await calendarId()
		for (const account of ['staff', 'admin', 'pvs'] as const) expect((await busy(account, calendar, range)).status, account).toBe(200)
		expect(await busy('booking', calendar, range)).toMatchObject({ status: 403, codes: ['ROLE_FORBIDDEN'] })
		expect(await busy('pvs', 'nobody', range)).toMatchObject({ status: 404, codes: ['CALENDAR_UNKNOWN'] })
		expect(await busy('pvs', calendar, { from: range.to, to: range.from })).toMatchObject({ status: 400, codes: ['RANGE_INVALID'] })
	})
})
