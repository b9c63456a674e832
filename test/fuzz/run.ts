// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input at scale: `tsx test/fuzz/run.ts --size=ci|full --seed=N --server=embedded|nextcloud|nextcloud=VERSION`.
// `--writes=N --others=N --minutes=N` bound it otherwise. The same seed sends the same bodies; only the slots around which they are made follow the day.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { layoutSlots } from '@sprechstunde/core/slots'
import { errorsIn } from '../servers/nextcloud.ts'
import { startStack, type Stack } from '../servers/stack.ts'
import { Campaign } from './campaign.ts'
import { corpus } from './corpus.ts'
import type { Base } from './generate.ts'
import { Sender } from './http.ts'
import { badMails } from './mails.ts'
import { cost, readMeasured, type Cost } from './measured.ts'
import { otherPlans, writePlans } from './requests.ts'

const { values } = parseArgs({ options: { size: { type: 'string', default: 'ci' }, seed: { type: 'string', default: '1' }, server: { type: 'string', default: 'embedded' }, writes: { type: 'string' }, others: { type: 'string' }, minutes: { type: 'string', default: '600' } } })
const [kind, release] = (values.server ?? '').split('=')
if ((kind !== 'embedded' && kind !== 'nextcloud') || (values.size !== 'ci' && values.size !== 'full')) throw new Error('--size=ci|full --seed=N --server=embedded|nextcloud|nextcloud=VERSION')
const sizes = { ci: { embedded: [1200, 400], nextcloud: [280, 160] }, full: { embedded: [20_000, 6000], nextcloud: [20_000, 6000] } } as const
const [writes, others] = [Number(values.writes ?? sizes[values.size][kind][0]), Number(values.others ?? sizes[values.size][kind][1])]
/** How many times the median the worst request may cost, and how much memory beside the median's. */
const bounds = { microseconds: 20, milliseconds: 200, bytes: 8 }

const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-fuzz-'))
const measures = join(folder, 'measured')
process.env['SPRECHSTUNDE_MEASURE'] = measures
const stack = await startStack({ server: kind, website: false, fresh: true, say: (text) => { console.error(text) }, ...(release === undefined ? {} : { release }) })
const failed = await fuzz(stack).finally(() => stack.stop())
process.exit(failed ? 1 : 0)

async function fuzz({ info, practice, mail, nextcloud }: Stack): Promise<boolean> {
	const sender = new Sender(info.server.url, info.accounts)
	const calendar = info.calendars[0]
	if (calendar === undefined) throw new Error('the practice has a calendar')
	const campaign = new Campaign(sender, calendar, practice, Number(values.seed), folder)
	const bases = await slots(sender)
	const start = Date.now()
	const end = start + Number(values.minutes) * 60_000
	await campaign.run(otherPlans, others, 3, end)
	await campaign.run(writePlans(bases, corpus()), writes, 3, end)
	const seconds = (Date.now() - start) / 1000
	const { tally } = campaign
	const log = nextcloud === null ? [] : errorsIn(nextcloud.log)
	if (log.length > 0) writeFileSync(join(folder, 'errors'), log.join('\n'))
	const mails = await mail.mails()
	const ill = await badMails(mails)
	for (const one of ill) console.error(`mail: ${one}`)
	if (ill.length > 0) writeFileSync(join(folder, 'mails.json'), JSON.stringify(mails.filter(({ id }) => ill.some((one) => one.startsWith(`${id}: `))), null, '\t'))
	sender.close()
	campaign.keepSlowest()
	const costs = measuredCosts(campaign)
	for (const [key, count] of [...tally.answers].sort()) console.log(`${key}: ${count}`)
	for (const { kind: name, count, median, worst, ratio, of } of costs) console.log(`${name}: ${count}, median ${Math.round(median)}, worst ${Math.round(worst)} = ${ratio.toFixed(1)} × (${of.slice(0, 100)})`)
	const tooDear = costs.filter((one) => one.ratio > bounds[one.kind.split(' ')[0] as keyof typeof bounds])
	for (const one of tooDear) console.error(`${one.kind}: ${one.ratio.toFixed(1)} × the median: ${one.of}`)
	const grouped = new Map<string, number>()
	for (const { what } of tally.findings) grouped.set(what, (grouped.get(what) ?? 0) + 1)
	for (const [what, count] of grouped) console.log(`FOUND ${count} × ${what}`)
	const wrong = tally.findings.length + ill.length + tooDear.length + (log.length > 0 ? 1 : 0)
	console.log(`${info.server.kind} ${info.server.version}, seed ${values.seed}: ${tally.sent} requests in ${seconds.toFixed(0)} s, ${tally.accepted} accepted, ${tally.readBack} read back, ${mails.length} mails, ${log.length} errors in the log; ${wrong} findings; the slowest requests and what was found are in ${folder}`)
	return wrong > 0 || tally.accepted === 0
}

/** Free slots, around which bodies are made. */
async function slots(sender: Sender): Promise<Base[]> {
	const from = Date.now() + 2 * 86_400_000
	const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 19) + 'Z'
	const answer = await sender.send({ account: 'booking', method: 'GET', path: `/ocs/v2.php/apps/sprechstunde/api/v1/calendars/dr-mueller/free?from=${iso(from)}&to=${iso(from + 60 * 86_400_000)}`, headers: { 'OCS-APIRequest': 'true', Accept: 'application/json' }, body: Buffer.alloc(0) })
	const windows = (JSON.parse(answer.text) as { ocs: { data: { windows: { start: string; end: string }[] } } }).ocs.data.windows.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
	const type = stack.practice.appointmentTypes.find((one) => one.code === 'KONTROLLUNTERSUCHUNG')
	if (type === undefined) throw new Error('the sample practice offers KONTROLLUNTERSUCHUNG')
	const wall = (instant: number): string => new Date(instant).toLocaleString('sv-SE', { timeZone: stack.practice.practice.timeZone }).replace(' ', 'T')
	const uid = `appointment-20261123-090000-${'A'.repeat(22)}@praxis.example`
	return layoutSlots(type, windows, 30, stack.practice.practice.timeZone).slice(0, 200).map(({ start, end }) => ({ uid, start: wall(start), end: wall(end), type: type.code }))
}

/** Processor time and memory as the router writes them down; on the embedded server the time until the answer. */
function measuredCosts({ tally }: Campaign): Cost[] {
	const found = readMeasured(measures)
	// of others the median is too short to be measured against
	if (found.length === 0) return [cost('milliseconds PUT', tally.times.filter((one) => one.kind === 'PUT'))]
	const methods = [...new Set(tally.times.map((one) => one.kind))].filter((method) => tally.times.filter((one) => one.kind === method).length >= 20)
	return methods.flatMap((method) => {
		const rows = found.filter((one) => one.method === method)
		return [cost(`microseconds ${method}`, rows.map((one) => ({ value: one.micros, of: one.url }))), cost(`bytes ${method}`, rows.map((one) => ({ value: one.bytes, of: one.url })))]
	})
}
