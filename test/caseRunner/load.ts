// SPDX-License-Identifier: GPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs'
import { parseCalendar, parseJcal, type Component, type Practice, type Result } from '@sprechstunde/core'

/** Data from a case: its shape is what the README says, and a wrong one fails the case. */
export type Data = { readonly [key: string]: any } // eslint-disable-line @typescript-eslint/no-explicit-any

export interface Case {
	readonly section: string
	readonly name: string
	readonly input: Data
	readonly expected: Data
}

const folder = new URL('../cases/', import.meta.url)
const base = JSON.parse(readFileSync(new URL('../servers/practice.json', import.meta.url), 'utf8')) as Practice

export interface Loaded {
	readonly sections: Readonly<Record<string, readonly Case[]>>
	readonly unusedFiles: readonly string[]
	readonly problems: readonly string[]
}

/** All cases by section, and what is wrong with the folder as a whole. */
export function loadCases(known: readonly string[]): Loaded {
	const problems: string[] = []
	const sections: Record<string, Case[]> = Object.fromEntries(known.map((name) => [name, []]))
	const unused = new Set<string>()
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		if (entry.name === 'README.md') continue
		if (!entry.isDirectory() || !known.includes(entry.name)) problems.push(`unknown section: ${entry.name}`)
		else for (const file of readdirSync(new URL(`${entry.name}/`, folder))) unused.add(`${entry.name}/${file}`)
	}
	for (const file of [...unused].filter((name) => name.endsWith('.json'))) {
		unused.delete(file)
		const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case | Case[]
		for (const found of Array.isArray(content) ? content : [content]) {
			const section = file.split('/')[0] as string
			if (found.section !== section) problems.push(`${file}: section ${found.section}`)
			if (sections[section]?.some((other) => other.name === found.name)) problems.push(`${file}: two cases are named “${found.name}”`)
			sections[section]?.push(found)
			for (const source of ['source', 'next', 'previous']) {
				const name = (found.input[source] as Data | undefined)?.['icsFile'] as string | undefined
				if (name !== undefined) unused.delete(`${section}/${name}`)
			}
		}
	}
	for (const [name, cases] of Object.entries(sections)) if (cases.length === 0) problems.push(`section without a case: ${name}`)
	return { sections, unusedFiles: [...unused], problems }
}

/** The sample practice with a case's patch. */
export function practiceOf(input: Data): Practice {
	return mergePatch(base, input['practicePatch']) as Practice
}

/** RFC 7396 */
export function mergePatch(target: unknown, patch: unknown): unknown {
	if (patch === undefined) return target
	if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
	const result = new Map<string, unknown>(typeof target === 'object' && target !== null && !Array.isArray(target) ? Object.entries(target) : [])
	for (const [name, value] of Object.entries(patch)) {
		if (value === null) result.delete(name)
		else result.set(name, mergePatch(result.get(name), value))
	}
	return Object.fromEntries(result)
}

/** Reads an iCalendar source. */
export function readSource(section: string, source: Data): Result<Component> {
	if (source['jcal'] !== undefined) return parseJcal(source['jcal'])
	return parseCalendar(sourceLines(section, source).join('\r\n') + '\r\n')
}

function sourceLines(section: string, source: Data): string[] {
	if (source['ics'] !== undefined) return source['ics'] as string[]
	const lines = readFileSync(new URL(`${section}/${source['icsFile']}`, folder), 'utf8').split(/\r?\n/).filter((line) => line !== '')
	const begin = lines.indexOf('BEGIN:VEVENT')
	const end = lines.indexOf('END:VEVENT')
	const drop = (source['drop'] ?? []) as string[]
	const kept = lines.slice(begin, end).filter((line) => !drop.some((name) => line.startsWith(`${name}:`) || line.startsWith(`${name};`)))
	return [...lines.slice(0, begin), ...kept, ...((source['add'] ?? []) as string[]), ...lines.slice(end)]
}
