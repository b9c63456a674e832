// SPDX-License-Identifier: GPL-3.0-or-later
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { layoutSlots, type AppointmentType } from '@sprechstunde/core'
import type { Account } from './accounts.ts'
import type { CaughtMail } from './mail.ts'
import type { StackInfo } from './stack.ts'

interface Catalog {
	readonly practice: { readonly timeZone: string }
	readonly consent: { readonly version: string }
	readonly booking: { readonly gridMinutes: number }
	readonly appointmentTypes: readonly AppointmentType[]
}

const calendar = 'dr-mueller'
const appointmentType = 'KONTROLLUNTERSUCHUNG'
const mailSeconds = 90

/**
 * The main job from end to end over HTTP, as the people concerned do it: a patient books on the website, the practice software reads,
 * staff approve with a calendar program, the practice software reads again, the patient gets mail. Throws where any of it doesn't hold.
 */
export async function checkMainJob({ website, accounts, calendars, mail, manageUrl }: StackInfo, say: (step: string) => void): Promise<void> {
	if (!website) throw new Error('there is no website')
	const urls = calendars.find(({ id }) => id === calendar)?.urls
	if (!urls) throw new Error(`there is no calendar ${calendar}`)
	const rest = `${website.url}/wp-json/sprechstunde/v1`

	const page = await ask(website.bookingPage)
	hold(page.status === 200 && page.text.includes('wp-block-sprechstunde-booking'), 'the booking page has the block', page)
	say(`The booking page shows the form: ${website.bookingPage}`)

	const catalog = json<Catalog>(await ask(`${rest}/catalog`), 200, 'catalog')
	const type = catalog.appointmentTypes.find(({ code }) => code === appointmentType)
	if (!type) throw new Error(`the catalog lacks ${appointmentType}`)
	const start = await firstSlot(rest, catalog, type)
	say(`The website offers ${type.label.de} at Dr. Müller's on ${shown(start, catalog.practice.timeZone)}`)

	const email = `erika.${randomUUID().slice(0, 8)}@patient.example`
	const request = {
		idempotencyKey: randomUUID(), calendar, appointmentType, start, patientName: 'Erika Beispiel', birthDate: '1961-04-12', insurance: 'GESETZLICH',
		phone: '0151 23456789', email, reason: 'Kontrolle nach dem Eingriff', language: 'de', consent: { accepted: true, version: catalog.consent.version },
	}
	const post = async (): Promise<{ uid: string; status: string }> => json(await ask(`${rest}/bookings`, { method: 'POST', body: JSON.stringify(request), headers: { 'content-type': 'application/json' } }), 201, 'booking')
	const booked = await post()
	hold(booked.status === 'TENTATIVE', 'the request awaits approval', booked)
	hold((await post()).uid === booked.uid, 'a repeated request is the same appointment')
	say(`The patient's request stands in the calendar: ${booked.uid}`)

	const object = `${encodeURIComponent(booked.uid)}.ics`
	const asked = await ask(urls.pvs + object, {}, accounts.pvs)
	hold(asked.status === 200 && property(asked.text, 'STATUS') === 'TENTATIVE' && property(asked.text, 'X-PATIENT-NAME') === request.patientName, 'the practice software reads TENTATIVE and the patient\'s name', asked)
	say('The practice software reads STATUS:TENTATIVE over CalDAV')

	const received = await waitForMail(mail.url, (caught) => caught.to.includes(email) && !confirmed(caught))
	hold(received !== null, 'the patient gets a mail about the request')
	hold(manageUrl === null || received?.text.includes(`${manageUrl}#termin=`) === true, 'the mail links to the page on which the patient changes it')
	say(`The patient reads: „${received?.subject ?? ''}“`)

	const read = await ask(urls.staff + object, {}, accounts.staff)
	const etag = read.headers.get('etag')
	hold(read.status === 200 && etag !== null, 'staff read the request', read)
	const approval = read.text.replace(/^STATUS:TENTATIVE(\r?)$/m, 'STATUS:CONFIRMED$1').replace(/^SEQUENCE:(\d+)/m, (_line, number: string) => `SEQUENCE:${Number(number) + 1}`)
	const put = await ask(urls.staff + object, { method: 'PUT', body: approval, headers: { 'content-type': 'text/calendar; charset=utf-8', 'if-match': etag ?? '' } }, accounts.staff)
	hold(put.status === 204 || put.status === 200, 'staff approve with a PUT', put)
	say('Staff approve it with an ordinary CalDAV PUT')

	const settled = await ask(urls.pvs + object, {}, accounts.pvs)
	hold(property(settled.text, 'STATUS') === 'CONFIRMED', 'the practice software reads CONFIRMED', settled)
	say('The practice software reads STATUS:CONFIRMED')

	const approved = await waitForMail(mail.url, (caught) => caught.to.includes(email) && confirmed(caught))
	hold(approved !== null, 'the patient gets a mail with the confirmed appointment as .ics')
	say(`The patient reads: „${approved?.subject ?? ''}“, with ${approved?.attachments.map(({ filename }) => filename).join(', ') ?? ''}`)
}

async function firstSlot(rest: string, { practice, booking }: Catalog, type: AppointmentType): Promise<string> {
	const now = Date.now()
	for (let week = 0; week < 12; week++) {
		const [from, to] = [now + week * 604_800_000, now + (week + 1) * 604_800_000].map((time) => new Date(time).toISOString().replace(/\.\d+/, '')) as [string, string]
		const { windows } = json<{ windows: { start: string; end: string }[] }>(await ask(`${rest}/free?calendar=${calendar}&from=${from}&to=${to}`), 200, 'free windows')
		const slot = layoutSlots(type, windows.map((window) => ({ start: Date.parse(window.start), end: Date.parse(window.end) })), booking.gridMinutes, practice.timeZone)[0]
		if (slot) return new Date(slot.start).toISOString().replace('.000', '')
	}
	throw new Error('no slot is free')
}

async function waitForMail(url: string, fits: (mail: CaughtMail) => boolean): Promise<CaughtMail | null> {
	for (const end = Date.now() + mailSeconds * 1000; Date.now() < end; await pause(500)) {
		const found = json<CaughtMail[]>(await ask(`${url}mails.json`), 200, 'mails').find(fits)
		if (found) return found
	}
	return null
}

function confirmed(mail: CaughtMail): boolean {
	return mail.attachments.some(({ content }) => property(content, 'STATUS') === 'CONFIRMED')
}

interface Answer {
	readonly status: number
	readonly headers: Headers
	readonly text: string
}

async function ask(url: string, init: RequestInit = {}, account?: Account): Promise<Answer> {
	const headers = new Headers(init.headers)
	if (account) headers.set('authorization', `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`)
	const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(60_000) })
	return { status: response.status, headers: response.headers, text: await response.text() }
}

function json<T>(answer: Answer, status: number, what: string): T {
	hold(answer.status === status, what, answer)
	return JSON.parse(answer.text) as T
}

function hold(holds: boolean, what: string, found?: unknown): void {
	if (!holds) throw new Error(`Doesn't hold: ${what}\n${JSON.stringify(found)?.slice(0, 3000) ?? ''}`)
}

/** Value of the first such property (RFC 5545 §3.1, unfolded). */
function property(text: string, name: string): string | undefined {
	return new RegExp(`^${name}(?:;[^:\\r\\n]*)?:(.*)$`, 'm').exec(text.replace(/\r?\n[ \t]/g, ''))?.[1]?.trim()
}

function shown(start: string, timeZone: string): string {
	return new Date(start).toLocaleString('de-DE', { timeZone, dateStyle: 'full', timeStyle: 'short' })
}
