// SPDX-License-Identifier: GPL-3.0-or-later
import { isAppointment, isStatus, limits, parseCalendar, properties, readAppointment, readFields, textOf, validateFields, type Practice } from '@sprechstunde/core'

/** Why a stored object breaks the contract; none: it keeps it. */
export function violations(text: string, practice: Practice, today: string): string[] {
	const found: string[] = []
	if (Buffer.byteLength(text) > limits.objectBytes) found.push(`stored with ${Buffer.byteLength(text)} bytes`)
	const read = parseCalendar(text)
	// a block is stored as it came, and Sabre reads some that ical.js does not
	if (!read.ok) return /X-APPOINTMENT-TYPE|APPOINTMENT/i.test(text) ? [...found, 'what is stored can not be read'] : found
	const zone = practice.practice.timeZone
	for (const event of read.value.getAllSubcomponents('vevent')) {
		if (properties(event, 'UID').length !== 1) found.push(`${properties(event, 'UID').length} UIDs`)
		if (!isAppointment(event)) continue
		if (!isStatus(textOf(event, 'STATUS') ?? '')) found.push(`status ${textOf(event, 'STATUS')}`)
		const entry = readAppointment(event, zone)
		if (entry === null || !(entry.start <= entry.end)) found.push('times that are none')
		// stored fields are nobody's input: those that only one role sets are looked at with its eyes
		for (const role of ['admin', 'booking'] as const) {
			const fields = Object.fromEntries(Object.entries(readFields(event)).filter(([name]) => ['consent', 'earlierConsent'].includes(name) === (role === 'booking')))
			for (const one of validateFields(fields, { role, today })) if (!['FIELD_REQUIRED', 'CONTACT_REQUIRED'].includes(one.code)) found.push(`${one.code} ${one.path}`)
		}
		if ((textOf(event, 'X-REQUIRES-CONFIRMATION') === 'TRUE') !== (textOf(event, 'STATUS') === 'TENTATIVE')) found.push('X-REQUIRES-CONFIRMATION and STATUS disagree')
	}
	return found
}
