// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { keepSame } from './keepSame.ts'

describe('a list that was asked for again', () => {
	const [anna, bert] = [{ uid: 'a', fields: { patientName: 'Anna' } }, { uid: 'b', fields: { patientName: 'Bert' } }]

	it('keeps the objects of what is as it was, in the new order', () => {
		const list = keepSame([anna, bert], structuredClone([bert, anna]))
		expect(list[0]).toBe(bert)
		expect(list[1]).toBe(anna)
	})

	it('has new ones for what has changed, and nothing that is gone', () => {
		const changed = { uid: 'a', fields: { patientName: 'Anne' } }
		const list = keepSame([anna, bert], [changed])
		expect(list).toHaveLength(1)
		expect(list[0]).toBe(changed)
	})
})
