// SPDX-License-Identifier: GPL-3.0-or-later
import { issue, type Issue } from '../issues/issue.ts'
import { checkWording } from './mailWording.ts'
import { categories } from './categories.ts'
import { unknownNames } from './fieldMap.ts'
import { checkWebhooks, isWebhookUrl } from './webhooks.ts'
import { unknownRestValues, type RestInterface } from './restInterface.ts'
import { weekdays, type Hours, type Practice } from './practice.ts'

/** What the schema can't say: references, identities and hours of a practice configuration that fits its schema. Paths are JSON pointers. */
export function checkPractice(practice: Practice): Issue[] {
	const types = practice.appointmentTypes.map((type) => type.code)
	const known = [...categories, ...practice.categories].map((category) => category.code)
	return [
		...duplicates(practice.calendars.map((calendar, index) => [calendar.id, `/calendars/${index}/id`])
			.concat(practice.calendars.flatMap((calendar, index) => calendar.aliases.map((alias, place) => [alias, `/calendars/${index}/aliases/${place}`])))),
		...duplicates(practice.calendars.map((calendar, index) => [`${calendar.owner}/${calendar.uri}`, `/calendars/${index}/uri`])),
		...duplicates(types.map((code, index) => [code, `/appointmentTypes/${index}/code`])),
		...duplicates(practice.categories.map((category, index) => [category.code, `/categories/${index}/code`])),
		...(practice.calendars.filter((calendar) => calendar.main).length === 1 ? [] : [issue('ONE_MAIN_CALENDAR', '/calendars')]),
		...practice.calendars.flatMap((calendar, index) => [
			...calendar.types.flatMap((code, place) => types.includes(code) ? [] : [unknown(`/calendars/${index}/types/${place}`, code)]),
			...weekdays.flatMap((day) => checkHours(calendar.weeklyHours[day] ?? [], `/calendars/${index}/weeklyHours/${day}`)),
			...calendar.exceptions.flatMap((exception, place) => [
				...checkHours(exception.hours, `/calendars/${index}/exceptions/${place}/hours`),
				...(isDay(exception.from) && isDay(exception.to) && exception.from <= exception.to ? [] : [issue('HOURS_OVERLAP', `/calendars/${index}/exceptions/${place}`)]),
			]),
		]),
		...practice.appointmentTypes.flatMap((type, index) => known.includes(type.category) ? [] : [unknown(`/appointmentTypes/${index}/category`, type.category)]),
		...checkGroups(practice),
		...checkWording(practice),
		...checkWaitingList(practice),
		...checkConnections(practice),
		...duplicates((practice.webhooks ?? []).map(({ id }, index) => [id, `/webhooks/${index}/id`])),
		...checkWebhooks(practice),
	]
}

function unknown(path: string, value: string): Issue {
	return issue('REFERENCE_UNKNOWN', path, { value })
}

function duplicates(entries: readonly (readonly string[])[]): Issue[] {
	return entries.flatMap(([value, path], index) => entries.findIndex(([other]) => other === value) === index ? [] : [issue('DUPLICATE_ID', path as string, { value: value as string })])
}

function checkHours(hours: readonly Hours[], path: string): Issue[] {
	const sorted = [...hours].sort((a, b) => (a.start < b.start ? -1 : 1))
	const wrong = sorted.some((entry, index) => entry.start >= entry.end || entry.start < (sorted[index - 1]?.end ?? ''))
	return wrong ? [issue('HOURS_OVERLAP', path)] : []
}

function isDay(text: string): boolean {
	const time = Date.parse(text + 'T00:00:00Z')
	return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

function checkGroups(practice: Practice): Issue[] {
	const groups = Object.entries(practice.roles)
	return groups.flatMap(([role, group], index) => groups.findIndex(([, other]) => other === group) === index
		? [] : [issue('GROUP_SHARED_BY_ROLES', `/roles/${role}`, { value: group })])
}

function checkWaitingList({ waitingList, calendars }: Practice): Issue[] {
	if (waitingList === undefined || waitingList === null) return []
	const { owner, uri } = waitingList
	return [
		...(calendars.some((calendar) => calendar.owner === owner) ? [] : [unknown('/waitingList/owner', owner)]),
		...(calendars.some((calendar) => calendar.owner === owner && calendar.uri === uri) ? [issue('DUPLICATE_ID', '/waitingList/uri', { value: `${owner}/${uri}` })] : []),
	]
}

function checkConnections({ pvs = [], calendars, categories: own }: Practice): Issue[] {
	const treatments = [...categories, ...own].map(({ code }) => code)
	return [
		...duplicates(pvs.map(({ id }, index) => [id, `/pvs/${index}/id`])),
		...duplicates(pvs.map(({ user }, index) => [user, `/pvs/${index}/user`])),
		...pvs.flatMap((connection, index) => [
			...connection.calendars.flatMap((id, place) => calendars.some((calendar) => calendar.id === id) ? [] : [unknown(`/pvs/${index}/calendars/${place}`, id)]),
			...(connection.categoryNames ?? []).flatMap(({ code }, place) => treatments.includes(code) ? [] : [unknown(`/pvs/${index}/categoryNames/${place}/code`, code)]),
			...(connection.fieldMap == null ? [] : unknownNames(connection.fieldMap).map(({ part, name }) => unknown(`/pvs/${index}/fieldMap/${part}`, name))),
			...(connection.rest == null ? [] : checkRest(connection.rest, connection.calendars, `/pvs/${index}/rest`)),
		]),
	]
}

function checkRest({ url, fields = [], calendars = [] }: RestInterface, served: readonly string[], path: string): Issue[] {
	return [
		...(isWebhookUrl(url) ? [] : [issue('WEBHOOK_URL', `${path}/url`)]),
		...calendars.flatMap((id, place) => served.includes(id) ? [] : [unknown(`${path}/calendars/${place}`, id)]),
		...unknownRestValues(fields).map(({ index, name }) => unknown(`${path}/fields/${index}/value`, name)),
		...duplicates(fields.map(({ name }, index) => [name, `${path}/fields/${index}/name`])),
	]
}
