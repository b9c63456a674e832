// SPDX-License-Identifier: AGPL-3.0-or-later
import { insuranceLabels, weekdays, type Practice, type Weekday } from '@sprechstunde/core'
import { language, locale, t } from '../../l10n.ts'
import { segmentsOf } from './path.ts'

/** What a member of the document is called, by its path without places in lists. */
function names(): Readonly<Record<string, string>> {
	return {
		'practice': t('Practice'), 'practice/name': t('Name of the practice'), 'practice/address': t('Address'), 'practice/phone': t('Phone'), 'practice/email': t('E-mail address'),
		'practice/timeZone': t('Time zone'), 'practice/federalState': t('Federal state'), 'practice/language': t('Language of mails and entries'), 'practice/domain': t('Domain'),
		'website': t('Website'), 'website/manageUrl': t('Page for patients’ links'), 'website/consent': t('Consent'), 'website/consent/version': t('Version of the consent'),
		'website/consent/text': t('Text of the consent'), 'website/consent/url': t('Address of the privacy statement'),
		'calendars': t('Calendars'), 'calendars/id': t('Short name'), 'calendars/owner': t('Owner'), 'calendars/uri': t('Name in Nextcloud'), 'calendars/aliases': t('Other names'),
		'calendars/main': t('Main calendar'), 'calendars/displayName': t('Display name'), 'calendars/doctor': t('Doctor'), 'calendars/room': t('Room'), 'calendars/color': t('Colour'),
		'calendars/weeklyHours': t('Opening hours'), 'calendars/exceptions': t('Closed days and exceptions'), 'calendars/types': t('Offered appointment types'),
		'appointmentTypes': t('Appointment types'), 'appointmentTypes/code': t('Code'), 'appointmentTypes/label': t('Name'), 'appointmentTypes/description': t('Hint for patients'),
		'appointmentTypes/durationMinutes': t('Duration in minutes'), 'appointmentTypes/bufferBeforeMinutes': t('Preparation in minutes'), 'appointmentTypes/bufferAfterMinutes': t('Follow-up work in minutes'),
		'appointmentTypes/category': t('Category'), 'appointmentTypes/insurances': t('Insurances'), 'appointmentTypes/patients': t('For whom'), 'appointmentTypes/approval': t('Approval'), 'appointmentTypes/online': t('Can be booked online'),
		'categories': t('Categories'), 'categories/code': t('Code'), 'categories/label': t('Name'), 'categories/color': t('Colour'), 'categories/colorName': t('Name of the colour'),
		'booking': t('Booking rules'), 'booking/minimumNoticeMinutes': t('Shortest notice in minutes'), 'booking/horizonDays': t('Can be booked so many days ahead'), 'booking/gridMinutes': t('Appointments start every … minutes'),
		'booking/dailyMaximum': t('Bookings per day and calendar'), 'booking/cancelDeadlineHours': t('Patients may cancel until … hours before'), 'booking/holdMinutes': t('A slot is kept for … minutes'),
		'booking/escalationHours': t('Remind of requests after … hours'),
		'roles': t('Roles'), 'roles/booking': t('Online booking'), 'roles/staff': t('Team'), 'roles/admin': t('Management'), 'roles/pvs': t('Practice software'),
		'syncIntervalMinutes': t('The practice software synchronises every … minutes'), 'retention': t('Retention'), 'retention/backupDays': t('Replaced versions are kept for … days'), 'retention/logDays': t('The log is kept for … days'),
		'pvs': t('Practice software'), 'pvs/user': t('Account'), 'pvs/calendars': t('Calendars'), 'pvs/fieldMap': t('What the program is shown'), 'pvs/fieldMap/title': t('Title'), 'pvs/fieldMap/place': t('Place'),
		'pvs/rest': t('REST interface'), 'pvs/rest/url': t('Address of the appointments there'), 'pvs/rest/fields': t('What is sent'), 'pvs/rest/answerId': t('Field of the answer with the id'), 'pvs/rest/calendars': t('Calendars whose appointments are sent'),
		'pvs/categoryNames': t('Names of the categories there'), 'calendars/authority': t('Who changes and deletes appointments'),
		'webhooks': t('Webhooks'), 'webhooks/name': t('Name'), 'webhooks/url': t('Address'), 'webhooks/events': t('What is told'), 'webhooks/calendars': t('Calendars'),
		'mailTexts': t('Texts of the mails'), 'waitingList': t('Waiting list'), 'waitingListMode': t('Freed time'), 'website/waitingListConsent': t('Consent to the waiting list'),
	}
}

const lists = ['calendars', 'appointmentTypes', 'categories', 'pvs', 'webhooks']

/** What a field is called; of what is part of a field, the field. */
export function fieldName(path: readonly (string | number)[]): string {
	const all = names()
	const parts = path.filter((_, index) => !(index === 1 && lists.includes(String(path[0]))))
	for (let length = parts.length; length > 0; length--) {
		const found = all[parts.slice(0, length).join('/')]
		if (found !== undefined) return found
	}
	return String(path.at(-1) ?? '')
}

/** Where a place is, for people: `Dr. Müller › Sprechzeiten › Montag`. */
export function placeName(pointer: string, practice: Practice): string {
	const parts = segmentsOf(pointer)
	const [list = '', place] = parts
	const entry = lists.includes(list) && place !== undefined ? entryName(practice, list, Number(place)) : null
	const own = parts.flatMap((part) => (weekdays as readonly string[]).includes(part) ? [weekdayName(part as Weekday)] : part === 'de' ? [t('German')] : part === 'en' ? [t('English')] : [])
	const field = entry !== null && parts.length === 2 ? names()[list] ?? list : fieldName(parts)
	return [...(entry === null ? [] : [entry]), field, ...own].join(' › ')
}

function entryName(practice: Practice, list: string, place: number): string {
	if (list === 'calendars') return practice.calendars[place]?.displayName ?? ''
	if (list === 'pvs') return practice.pvs?.[place]?.user ?? ''
	if (list === 'webhooks') return practice.webhooks?.[place]?.name ?? ''
	const entry = list === 'categories' ? practice.categories[place] : practice.appointmentTypes[place]
	return entry?.label[language()] ?? entry?.code ?? ''
}

export function weekdayName(day: Weekday, width: 'long' | 'short' = 'long'): string {
	// the 1st of January 2024 was a Monday
	return new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)))
}

/** Hours of a number of minutes, to a tenth. */
export const hoursText = (minutes: number): string => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(minutes / 60)

export function insuranceName(code: string): string {
	return insuranceLabels[code]?.[language()] ?? code
}
