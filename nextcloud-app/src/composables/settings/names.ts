// SPDX-License-Identifier: AGPL-3.0-or-later

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

function plain(name: string): string {
	return name.toLowerCase().replace(/[äöüß]/g, (letter) => umlauts[letter] ?? letter).normalize('NFD').replace(/[^a-z0-9]+/g, ' ').trim()
}

/** A name that is not taken yet, numbered where it would be. */
function free(name: string, taken: readonly string[], separator: string): string {
	for (let number = 1; ; number++) {
		const one = number === 1 ? name : `${name}${separator}${number}`
		if (!taken.includes(one)) return one
	}
}

/** Id of a calendar, from what people call it: `dr-mueller`. */
export function idOf(name: string, taken: readonly string[]): string {
	return free(plain(name).replaceAll(' ', '-').slice(0, 50).replace(/-$/, '') || 'kalender', taken, '-')
}

/** Code of a type or category: `ERSTGESPRAECH`. */
export function codeOf(name: string, taken: readonly string[]): string {
	const code = plain(name).replaceAll(' ', '_').toUpperCase().slice(0, 50).replace(/^[0-9_]+|_$/g, '')
	return free(code || 'TERMINART', taken, '_')
}
