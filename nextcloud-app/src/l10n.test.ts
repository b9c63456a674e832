// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { german } from './texts/german.ts'
import { joinTexts, scriptOf } from './texts/join.ts'

const files = import.meta.glob<string>(['./**/*.ts', './**/*.vue', '!./**/*.test.ts'], { query: '?raw', import: 'default', eager: true })
const sources = Object.values(files)

const texts = sources.flatMap((source) => [...source.matchAll(/\bt\('([^']+)'/g)].map((match) => match[1] ?? ''))
const plurals = sources.flatMap((source) => [...source.matchAll(/\bn\('([^']+)', '([^']+)'/g)].map((match) => `_${match[1]}_::_${match[2]}_`))
const placeholders = (text: string): string[] => (text.match(/\{\w+\}|%n/g) ?? []).sort()

describe('German texts', () => {
	it('exist for every text of the pages', () => {
		expect(texts.length).toBeGreaterThan(30)
		expect([...texts, ...plurals].filter((text) => !(text in german))).toEqual([])
	})

	it('are all used', () => {
		const used = new Set([...texts, ...plurals])
		const all = sources.join('\n')
		// a text may also stand in a table of labels
		expect(Object.keys(german).filter((text) => !used.has(text) && !all.includes(`'${text}'`))).toEqual([])
	})

	it('keep the placeholders', () => {
		const wrong = Object.entries(german).filter(([source, target]) => typeof target === 'string'
			? placeholders(source).join() !== placeholders(target).join()
			: target.some((form) => !form.includes('%n')))
		expect(wrong).toEqual([])
	})

	it('are registered by the script that Nextcloud loads', () => {
		let registered: unknown
		const OC = { L10N: { register: (app: string, translations: unknown, plural: string) => { registered = { app, translations, plural } } } }
		new Function('OC', scriptOf(german))(OC)
		expect(registered).toEqual({ app: 'sprechstunde', translations: german, plural: 'nplurals=2; plural=(n != 1);' })
	})

	it('say the same wherever they stand', () => {
		expect(joinTexts({ a: { Close: 'Schließen' }, b: { Close: 'Schließen' } })).toEqual({ Close: 'Schließen' })
		expect(() => joinTexts({ a: { Close: 'Schließen' }, b: { Close: 'Zu' } })).toThrow('Close')
	})
})
