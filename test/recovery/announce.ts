// SPDX-License-Identifier: GPL-3.0-or-later
import { describeTarget } from '../conformance/target.ts'

/** Says at the end which server was tested. */
export function teardown(): void {
	console.log(describeTarget().replace('conformance suite', 'recovery'))
}
