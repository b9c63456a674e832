// SPDX-License-Identifier: GPL-3.0-or-later
import { target } from '../conformance/target.ts'
import { installed } from './installed.ts'

/** Says at the end which server and which programs were tested. */
export function teardown(): void {
	const { kind, version } = target().server
	const programs = Object.entries(installed).map(([name, found]) => `${name} ${found ?? 'not installed'}`)
	console.log(`calendar programs ran against ${kind} ${version}: ${programs.join(', ')}`)
}
