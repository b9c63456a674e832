// SPDX-License-Identifier: AGPL-3.0-or-later
import { profileOf, type CalendarConfig } from '@sprechstunde/core'
import { describe, expect, it } from 'vitest'
import { aPractice } from '../../testing.ts'
import { shownBy } from './preview.ts'

const practice = aPractice()
const calendar = practice.calendars[0] as CalendarConfig

describe('the preview of a field map', () => {
	it('shows what the program gets', () => {
		const { fieldMap } = profileOf('medistar')
		const shown = shownBy(fieldMap, [], practice, calendar)
		expect(shown.title).toBe('Erika Mustermann - Krampfadern, Kontrolle')
		expect(shown.place).toContain(practice.practice.name)
		expect(shown.text).toContain('12.08.1964')
		expect(shown.categories).not.toContain('APPOINTMENT')
	})

	it('has the names of a program for the treatments', () => {
		const { fieldMap } = profileOf('medistar')
		const code = practice.appointmentTypes.find((type) => calendar.types.includes(type.code))?.category ?? ''
		expect(shownBy(fieldMap, [{ code, name: 'Eigener Name' }], practice, calendar).categories).toBe('Eigener Name')
	})

	it('shows what is stored where there is no map', () => {
		expect(shownBy(null, [], practice, calendar).categories).toContain('APPOINTMENT')
	})
})
