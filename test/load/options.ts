// SPDX-License-Identifier: GPL-3.0-or-later
import { databaseKinds, type DatabaseKind } from '../servers/databases/database.ts'

export interface Options {
	/** `ci` within the test command, `full` before a release */
	readonly size: 'ci' | 'full'
	readonly database: DatabaseKind
	/** release, or the beginning of its version */
	readonly nextcloud: string | undefined
	readonly seed: number
	/** parts that are to be run */
	readonly only: readonly string[]
}

/**
 * Reads `--size=`, `--database=`, `--nextcloud=`, `--seed=`, `--only=`; throws where a value makes no sense.
 *
 * @param parts names that `--only` may have; all where it is absent
 */
export function readOptions(args: readonly string[], parts: readonly string[]): Options {
	const given = new Map(args.map((argument) => {
		const match = /^--(size|database|nextcloud|seed|only)=(.+)$/.exec(argument)
		if (match === null) throw new Error(`${argument}: expected --size=ci|full, --database=${databaseKinds.join('|')}, --nextcloud=VERSION, --seed=NUMBER, --only=PART,… of ${parts.join(', ')}`)
		return [match[1], match[2]] as [string, string]
	}))
	const one = <T extends string>(name: string, values: readonly T[]): T => {
		const value = given.get(name) ?? values[0]
		const found = values.find((entry) => entry === value)
		if (found === undefined) throw new Error(`--${name} is one of ${values.join(', ')}`)
		return found
	}
	const seed = Number(given.get('seed') ?? Date.now() % 1_000_000)
	if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number')
	const only = given.get('only')?.split(',') ?? parts
	for (const name of only) if (!parts.includes(name)) throw new Error(`there is no part ${name} but ${parts.join(', ')}`)
	return { size: one('size', ['ci', 'full'] as const), database: one('database', databaseKinds), nextcloud: given.get('nextcloud'), seed, only }
}
