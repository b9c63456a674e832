// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, it } from 'vitest'
import { stepsIn } from './steps.ts'

it('SQLite\'s steps are the frames of its log', () => {
	expect(stepsIn([
		'1606  pwrite64(8, "\\0", 1, 4095)        = 1',
		'1606  pwrite64(9, "encrypted_session_data"..., 260, 0) = 260',
		'1606  pwrite64(7, "\\0\\0\\0Q"..., 24, 4152) = 24',
		'1606  pwrite64(7, "\\r\\0\\0"..., 4096, 4176) = 4096',
		'1606  pwrite64(7, "\\0\\0\\0R"..., 24, 8272) = 24',
	], 'sqlite')).toEqual([3, 5])
})

it('a server\'s steps begin with the lock', () => {
	const said = ['SELECT * FROM oc_preferences', 'UPDATE oc_sprechstunde_lock SET n = n + 1', 'INSERT INTO oc_calendarobjects', 'COMMIT'].map((sql) => `7 sendto(5, "${sql}"..., 60, 0, NULL, 0) = 60`)
	expect(stepsIn(said, 'postgresql')).toEqual([2, 3, 4])
	expect(stepsIn(said, 'mariadb')).toEqual([2, 3, 4])
})
