// SPDX-License-Identifier: GPL-3.0-or-later
// tsc and vue-tsc over every workspace; exits non-zero if any finds something.
import { run } from './stage.ts'

const checks: readonly (readonly string[])[] = [
	['tsc', '-p', 'shared/tsconfig.json'],
	['tsc', '-p', 'test/tsconfig.json'],
	['tsc', '-p', 'wordpress-plugin/tsconfig.json'],
	['vue-tsc', '--noEmit', '-p', 'nextcloud-app/tsconfig.json'],
]

let failed = false
for (const args of checks) {
	console.log(args.join(' '))
	failed = (await run('npx', args)).code !== 0 || failed
}
process.exit(failed ? 1 : 0)
