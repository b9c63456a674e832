// SPDX-License-Identifier: GPL-3.0-or-later
// Known patients and their appointments: who may ask, what is found, and that a name stands in no address.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { ocs } from './client.ts'
import { toICalendar } from './event.ts'
import { bookingProperties, newUid, offered, pickSlot, put } from './fixtures.ts'
import { target } from './target.ts'

type Reply = Awaited<ReturnType<typeof ocs>>
interface Found { readonly calendar: string, readonly uri: string, readonly start: string, readonly status: string }

const mark = randomUUID().replace(/[^a-f]/g, '').slice(0, 8) || 'abcdef'
const name = `Jürgen Großmann-${mark}`
const born = '1951-03-07'
const post = (path: string, body: unknown, account: Parameters<typeof ocs>[0] = 'staff'): Promise<Reply> => ocs(account, path, { method: 'POST', body: JSON.stringify(body) })
const search = async (typed: string): Promise<Record<string, string>[]> => ((await post('patients/search', { name: typed })).data['patients'] as { fields: Record<string, string> }[]).map(({ fields }) => fields)
const uris = ({ data }: Reply): string[] => (data['appointments'] as Found[]).map(({ uri }) => uri)

async function enter(properties: Readonly<Record<string, string>>): Promise<{ calendar: string, uri: string }> {
	const { calendar, type } = await offered('manual')
	const uid = newUid()
	const uri = `${uid}.ics`
	expect((await put('staff', calendar, uri, toICalendar({ events: [bookingProperties(uid, type, await pickSlot(calendar, type), properties)] }))).status).toBe(201)
	return { calendar, uri }
}

describe.runIf(target().server.kind === 'nextcloud')('known patients', () => {
	let first: { calendar: string, uri: string }
	let second: typeof first
	let namesake: typeof first
	let married: typeof first

	beforeAll(async () => {
		first = await enter({ 'X-PATIENT-NAME': name, 'X-PATIENT-BIRTHDATE': born, 'X-PATIENT-PHONE': '0151 1111111', 'X-PATIENT-EMAIL': '', 'X-PATIENT-ID': `id-${mark}` })
		second = await enter({ 'X-PATIENT-NAME': name, 'X-PATIENT-BIRTHDATE': born, 'X-PATIENT-PHONE': '0151 2222222' })
		namesake = await enter({ 'X-PATIENT-NAME': name, 'X-PATIENT-BIRTHDATE': '1988-01-01' })
		married = await enter({ 'X-PATIENT-NAME': `Jürgen Neu-${mark}`, 'X-PATIENT-BIRTHDATE': born, 'X-PATIENT-ID': `id-${mark}` })
	}, 60_000)

	const routes = ['patients/search', 'patients/appointments']
	it.each([['booking', 403], ['pvs', 403], ['none', 403], [null, 401]] as const)('are nothing for %s', async (account, status) => {
		for (const route of routes) expect((await post(route, { name: 'Erika', patientName: 'Erika', birthDate: born }, account)).answer.status).toBe(status)
		expect((await ocs(account, `appointments/${first.calendar}/${encodeURIComponent(first.uri)}/related`)).answer.status).toBe(status)
	})

	it.each(['staff', 'admin'] as const)('are named to %s by beginnings of their names, however these are written', async (account) => {
		expect((await post('patients/search', { name }, account)).answer.status).toBe(200)
		for (const typed of [`Großmann-${mark}`, `grossmann ${mark}`, `GROSSMANN ${mark} jue`, `Jurgen Grossmann ${mark}`]) {
			expect((await search(typed)).map(({ birthDate }) => birthDate).sort(), typed).toEqual([born, born, '1988-01-01'].sort())
		}
		expect(await search(`${mark}mann`)).toEqual([])
		expect(await search('%')).toEqual([])
	})

	it('are known by what is newest of each field', async () => {
		const known = await search(name)
		expect(known.map(({ patientId = '', phone }) => [patientId, phone])).toContainEqual([`id-${mark}`, '0151 1111111'])
		expect(known.every((fields) => !('reason' in fields) && !('appointmentType' in fields))).toBe(true)
	})

	it('have the appointments of the same name and birth date, or of the same id', async () => {
		const of = async (who: object): Promise<string[]> => uris(await post('patients/appointments', who)).sort()
		expect(await of({ patientName: name, birthDate: born })).toEqual([first.uri, second.uri].sort())
		expect(await of({ patientName: name.toLowerCase(), birthDate: born, patientId: `id-${mark}` })).toEqual([first.uri, second.uri, married.uri].sort())
		expect(await of({ patientName: name })).toEqual([])
		expect(await of({})).toEqual([])
	})

	it('have other appointments than the one that is looked at', async () => {
		const related = async ({ calendar, uri }: typeof first): Promise<string[]> => uris(await ocs('staff', `appointments/${calendar}/${encodeURIComponent(uri)}/related`)).sort()
		expect(await related(first)).toEqual([second.uri, married.uri].sort())
		expect(await related(second)).toEqual([first.uri])
		expect(await related(namesake)).toEqual([])
		expect((await ocs('staff', `appointments/${first.calendar}/nothing.ics/related`)).codes).toEqual(['NOT_FOUND'])
		expect((await ocs('staff', 'appointments/nowhere/nothing.ics/related')).codes).toEqual(['CALENDAR_UNKNOWN'])
	})

	it.each<[string, unknown, string[]]>([
		['patients/search', {}, ['FIELD_REQUIRED']],
		['patients/search', { name: '' }, ['FIELD_REQUIRED']],
		['patients/search', { name: ['a'] }, ['FIELD_FORMAT']],
		['patients/search', { name: 7 }, ['FIELD_FORMAT']],
		['patients/search', { name: 'a\u0000b' }, ['FIELD_FORMAT']],
		['patients/search', { name: 'x'.repeat(121) }, ['FIELD_TOO_LONG']],
		['patients/appointments', { patientName: name, birthDate: '7.3.51' }, ['FIELD_FORMAT']],
		['patients/appointments', { patientName: name, birthDate: '2951-03-07' }, ['BIRTHDATE_IN_FUTURE']],
		['patients/appointments', { patientId: {} }, ['FIELD_FORMAT']],
	])('%s of %j is refused', async (route, body, codes) => {
		const reply = await post(route, body)
		expect(reply.answer.status).toBe(400)
		expect(reply.codes).toEqual(codes)
	})
})

describe.runIf(target().server.kind === 'nextcloud')('free windows for the practice', () => {
	it('begin now, not after the notice that the website keeps', async () => {
		const range = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 20 * 86_400_000).toISOString()}`
		const windows = async (account: 'staff' | 'booking', query: string): Promise<string[]> =>
			((await ocs(account, `calendars/any/free?${query}`)).data['windows'] as { calendar: string, start: string, end: string }[]).map(({ calendar, start, end }) => `${calendar} ${start} ${end}`)
		const [all, online] = [await windows('staff', `${range}&for=practice`), await windows('staff', range)]
		const total = (list: string[]): number => list.reduce((sum, one) => sum + Date.parse(one.split(' ')[2] ?? '') - Date.parse(one.split(' ')[1] ?? ''), 0)
		expect(total(all)).toBeGreaterThanOrEqual(total(online))
		expect(all.every((one) => Date.parse(one.split(' ')[1] ?? '') >= Date.now() - 60_000)).toBe(true)
		// the website gets its own view, whatever it asks for
		expect(total(await windows('booking', `${range}&for=practice`))).toBeLessThanOrEqual(total(online))
	})
})
