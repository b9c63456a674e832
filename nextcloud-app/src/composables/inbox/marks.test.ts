// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { createMarks } from './marks.ts'

describe('marks', () => {
	it('toggles one, and with range all up to it, in either direction', () => {
		const marks = createMarks(ref(['a', 'b', 'c', 'd']))
		marks.toggle('c')
		marks.toggle('a', true)
		expect([...marks.uids].sort()).toEqual(['a', 'b', 'c'])
		marks.toggle('b')
		marks.toggle('d', true)
		expect([...marks.uids].sort()).toEqual(['a', 'b', 'c', 'd'])
		marks.clear()
		marks.toggle('d', true)
		expect([...marks.uids]).toEqual(['d'])
	})

	it('forgets who leaves the list', async () => {
		const listed = ref(['a', 'b'])
		const marks = createMarks(listed)
		marks.all()
		listed.value = ['b']
		await nextTick()
		expect([...marks.uids]).toEqual(['b'])
	})
})
