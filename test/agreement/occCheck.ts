// SPDX-License-Identifier: GPL-3.0-or-later

/** What `occ sprechstunde:check` names: `uri` is null where it is about the calendar as a whole. */
export interface Difference {
	readonly calendar: string
	readonly uri: string | null
	readonly kind: string
	readonly detail: string
}

export interface CheckReport {
	readonly ok: boolean
	/** number of objects that were compared, by calendar */
	readonly objects: Readonly<Record<string, number>>
	readonly differences: readonly Difference[]
}

/**
 * Asks the app itself to compare its tables with the calendars.
 *
 * @param occ runs a command and gives its output; throws with the output in its message where it ends with 1, as it does where there are differences
 * @throws Error where the command fails otherwise
 */
export function occCheck(occ: (args: readonly string[]) => string): CheckReport {
	let text: string
	let succeeded = true
	try {
		text = occ(['sprechstunde:check', '--json'])
	} catch (error) {
		const found = /\{"ok":false.*\}/.exec(String(error))?.[0]
		if (found === undefined) throw error
		text = found
		succeeded = false
	}
	const report = JSON.parse(text) as CheckReport
	if (report.ok !== succeeded || report.ok !== (report.differences.length === 0)) throw new Error(`occ sprechstunde:check contradicts itself: ${text}`)
	return report
}

/** The differences, in words; that there is nothing to compare is one. */
export function checkDifferences(occ: (args: readonly string[]) => string): string[] {
	const { objects, differences } = occCheck(occ)
	if (Object.keys(objects).length === 0) return ['occ sprechstunde:check found no calendar']
	return differences.map(({ calendar, uri, kind, detail }) => `${calendar} ${uri ?? '-'}: ${kind}: ${detail}`)
}
