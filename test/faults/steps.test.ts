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

it('a server\'s steps are its statements from the lock on', () => {
	const call = (said: string): string => `7 sendto(5, "${said}"..., 60, MSG_NOSIGNAL, NULL, 0) = 60`
	expect(stepsIn([call('\\3SELECT * FROM oc_preferences'), call('\\3UPDATE oc_sprechstunde_lock SET n = n + 1'), call('\\3COMMIT')], 'mariadb')).toEqual([2, 3])
	expect(stepsIn([
		call('B\\0\\0\\0\\36\\0pdo_stmt_00000001'),
		call('P\\0\\0\\0\\200pdo_stmt_00000002\\0UPDATE oc_sprechstunde_lock'),
		call('B\\0\\0\\0\\36\\0pdo_stmt_00000002'),
		call('Q\\0\\0\\0\\37DEALLOCATE pdo_stmt_00000002'),
		call('Q\\0\\0\\0\\vCOMMIT'),
	], 'postgresql')).toEqual([3, 5])
})
