// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of busy times, each object stored by the practice software: what the server then calls busy is what both cores do.
import { describe, expect, it } from 'vitest'
import { busyCorpus, type CorpusCase } from '../corpus/load.ts'
import { ocs, send } from './client.ts'
import { catalog, objectUrl } from './fixtures.ts'
import type { AccountName } from './target.ts'

type Times = CorpusCase['intervals']

async function calendarId(): Promise<string> {
	return (await catalog()).calendars.at(-1)?.id ?? expect.fail('the practice has no calendar')
}

async function busy(account: AccountName, calendar: string, { from, to }: Pick<CorpusCase, 'from' | 'to'>): Promise<{ status: number; times: Times; codes: string[] }> {
	const { answer, data, codes } = await ocs(account, `calendars/${calendar}/busy?from=${from}&to=${to}`)
	return { status: answer.status, times: (data.busy ?? []) as Times, codes }
}

/** As the server answers: joined where they touch, cut to the range. */
function joined({ from, to, intervals }: CorpusCase): Times {
	const result: { start: string; end: string }[] = []
	for (const { start, end } of intervals) {
		const cut = { start: start < from ? from : start, end: end > to ? to : end }
		const last = result.at(-1)
		if (last !== undefined && cut.start <= last.end) last.end = cut.end > last.end ? cut.end : last.end
		else result.push(cut)
	}
	return result
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
			expect((await busy('pvs', calendar, entry)).times).toEqual(stored.status === 201 ? joined(entry) : [])
		} finally {
			if (stored.status === 201) expect((await send('pvs', 'DELETE', url)).status).toBe(204)
		}
		expect((await busy('pvs', calendar, entry)).times).toEqual([])
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
