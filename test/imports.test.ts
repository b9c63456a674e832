// SPDX-License-Identifier: GPL-3.0-or-later
// Which way imports may go. The architecture page says why; this file makes it hold.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n')

function sources(pattern: RegExp): { file: string; text: string }[] {
	return files.filter((file) => pattern.test(file)).map((file) => ({ file, text: readFileSync(root + file, 'utf8') }))
}

/** Module specifiers of a TypeScript or Vue file. */
function imports(text: string): string[] {
	return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
}

/** PHP classes a file names with `use` or in full. */
function phpNames(text: string): string[] {
	return [...text.matchAll(/^use (?:function |const )?([\w\\]+)/gm), ...text.matchAll(/[( ]\\([A-Z]\w*(?:\\\w+)+)/g)].map((match) => match[1] as string)
}

function offenders(found: { file: string; text: string }[], names: (text: string) => string[], allowed: (name: string, file: string) => boolean): string[] {
	expect(found.length).toBeGreaterThan(0)
	return found.flatMap(({ file, text }) => names(text).filter((name) => !allowed(name, file)).map((name) => `${file} → ${name}`))
}

/** Rooms of the core that a room may import; what is not named here imports nothing but itself and issues. */
const rooms: Readonly<Record<string, readonly string[]>> = {
	issues: [],
	addresses: ['practice'],
	roles: ['issues'],
	practice: ['issues', 'fields', 'contract'],
	fields: ['issues', 'roles'],
	approval: ['issues', 'roles'],
	appointment: ['issues', 'approval', 'fields', 'practice'],
	conflicts: ['issues', 'roles', 'scheduling'],
	contract: ['issues', 'addresses', 'fields', 'approval', 'roles', 'practice', 'icalendar', 'conflicts', 'pvs', 'diagnostics'],
	scheduling: ['issues', 'appointment', 'practice', 'icalendar', 'contract'],
	icalendar: ['issues', 'fields', 'appointment', 'practice', 'contract', 'approval', 'scheduling'],
	log: ['issues', 'contract', 'fields', 'practice'],
	mail: ['issues', 'appointment', 'approval', 'contract', 'icalendar', 'practice', 'fields', 'scheduling'],
	diagnostics: ['issues', 'practice'],
	pvs: ['addresses', 'issues', 'contract', 'fields', 'icalendar', 'practice', 'scheduling'],
	webhooks: ['addresses', 'practice', 'scheduling'],
	xconcept: ['issues', 'appointment', 'approval', 'icalendar', 'practice', 'scheduling'],
	waiting: ['fields', 'practice', 'icalendar', 'scheduling'],
	guard: ['issues', 'appointment', 'approval', 'roles', 'contract', 'fields', 'icalendar', 'practice', 'scheduling'],
}

describe('imports', () => {
	it('the core imports itself, ical.js, digests that run anywhere, and nothing else', () => {
		expect(offenders(sources(/^shared\/src\/.*(?<!\.test)\.ts$/), imports, (name) => name.startsWith('.') || name === 'ical.js' || /^@(noble|scure)\//.test(name))).toEqual([])
	})

	it('rooms of the core look only at the rooms below them', () => {
		const found = sources(/^shared\/src\/[^/]+\/.*(?<!\.test)\.ts$/)
		expect(offenders(found, imports, (name, file) => {
			if (!name.startsWith('.')) return true
			const room = file.split('/')[2] as string
			const target = posix.join(dirname(file), name).split('/')
			const targetRoom = target.length > 3 ? target[2] as string : 'door'
			return targetRoom === room || (rooms[room] ?? ['issues']).includes(targetRoom)
		})).toEqual([])
	})

	it('the core reads no clock, no network and no page', () => {
		const forbidden = /\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bdocument\.|\bwindow\.|\bprocess\.|\bMath\.random\(/
		expect(sources(/^shared\/src\/.*(?<!\.test)\.ts$/).filter(({ text }) => forbidden.test(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''))).map(({ file }) => file)).toEqual([])
	})

	it('the patient\'s door needs no ical.js', () => {
		const seen = new Set<string>()
		const visit = (file: string): void => {
			if (seen.has(file) || file.endsWith('.json')) return
			seen.add(file)
			for (const name of imports(readFileSync(root + file, 'utf8'))) {
				if (name.startsWith('.')) visit(posix.join(dirname(file), name))
				else seen.add(name)
			}
		}
		visit('shared/src/slots.ts')
		expect([...seen]).not.toContain('ical.js')
	})

	it('front ends use the doors of the core, never each other', () => {
		const found = sources(/^(nextcloud-app|wordpress-plugin)\/src\/.*\.(ts|tsx|vue)$/)
		expect(offenders(found, imports, (name, file) => {
			if (name.startsWith('@sprechstunde/')) return ['@sprechstunde/core', '@sprechstunde/core/slots', '@sprechstunde/core/contract'].includes(name)
			return !name.startsWith('.') || posix.join(dirname(file), name).startsWith(file.split('/')[0] as string)
		})).toEqual([])
	})

	it('nothing outside test imports test', () => {
		expect(offenders(sources(/^(shared|nextcloud-app|wordpress-plugin)\/.*\.(ts|tsx|vue)$/), imports, (name, file) =>
			name !== '@sprechstunde/test' && (!name.startsWith('.') || !posix.join(dirname(file), name).startsWith('test/')))).toEqual([])
	})

	it('the PHP core needs Sabre\\VObject only', () => {
		expect(offenders(sources(/^shared\/php\/src\/.*\.php$/), phpNames, (name) =>
			/^(Sprechstunde\\Core|Sabre\\VObject)\\/.test(name) || !name.includes('\\'))).toEqual([])
	})

	it('inside the Nextcloud app nobody but Application imports the entry folders', () => {
		const entries = /^OCA\\Sprechstunde\\(Dav|Listener|Controller|Command|Dashboard|Notification|SetupChecks|Settings)\\/
		expect(offenders(sources(/^nextcloud-app\/lib\/.*\.php$/), phpNames, (name, file) => {
			if (file.startsWith('nextcloud-app/lib/AppInfo/')) return true
			const own = `OCA\\Sprechstunde\\${file.split('/')[2]}\\`
			return !entries.test(name) || name.startsWith(own)
		})).toEqual([])
	})

	it('WordPress\'s side knows nothing of Nextcloud\'s classes, and the other way round', () => {
		expect(offenders(sources(/^wordpress-plugin\/(includes|src)\/.*\.php$/), phpNames, (name) => !/^(OCA|OCP|OC|Sabre)\\/.test(name))).toEqual([])
		expect(offenders(sources(/^nextcloud-app\/lib\/.*\.php$/), phpNames, (name) => !/^Sprechstunde\\WordPress\\/.test(name))).toEqual([])
	})
})
