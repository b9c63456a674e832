// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Practice } from '@sprechstunde/core'
import { expect, it } from 'vitest'
import { feedViewName, feedViews } from './feedViews.ts'

const practice = (...pvs: readonly { id: string, profile: string, user: string, fieldMap?: unknown }[]): Practice => ({ pvs }) as unknown as Practice
const map = { title: '{patientName}', place: '', text: [], categories: 'codes' }

it('offers the profiles that have a map', () => {
	expect(feedViews(practice()).map(({ id }) => id)).toEqual(['albis', 'medistar', 'turbomed', 'xconcept', 'tomedo'])
})

it('offers a connected program instead of its profile, by its account where there are two', () => {
	expect(feedViews(practice({ id: 'empfang', profile: 'albis', user: 'a' }))[0]).toEqual({ id: 'empfang', name: 'CGM Albis' })
	const two = feedViews(practice({ id: 'empfang', profile: 'albis', user: 'a' }, { id: 'zimmer', profile: 'albis', user: 'b' }))
	expect(two.map(({ name }) => name)).toEqual(['CGM Albis (a)', 'CGM Albis (b)', 'Medistar', 'TurboMed', 'x.concept', 'tomedo'])
})

it('offers a program that is shown what is stored only with a map of its own', () => {
	expect(feedViews(practice({ id: 'laptop', profile: 'thunderbird', user: 'a' })).some(({ id }) => id === 'laptop')).toBe(false)
	expect(feedViews(practice({ id: 'laptop', profile: 'thunderbird', user: 'a', fieldMap: map })).some(({ id }) => id === 'laptop')).toBe(true)
})

it('names the program of a link, also one that is shown what is stored by now', () => {
	expect(feedViewName(practice(), 'medistar')).toBe('Medistar')
	expect(feedViewName(practice({ id: 'laptop', profile: 'thunderbird', user: 'a' }), 'laptop')).toBe('Thunderbird')
})
