// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import script from '../l10n/de.js?raw'
import german from '../l10n/de.json' with { type: 'json' }
import formalScript from '../l10n/de_DE.js?raw'
import formal from '../l10n/de_DE.json' with { type: 'json' }

const files = import.meta.glob<string>(['./**/*.ts', './**/*.vue', '!./**/*.test.ts'], { query: '?raw', import: 'default', eager: true })
const sources = Object.values(files)
const translations: Readonly<Record<string, string | readonly string[]>> = german.translations

const texts = sources.flatMap((source) => [...source.matchAll(/\bt\('([^']+)'/g)].map((match) => match[1] ?? ''))
const plurals = sources.flatMap((source) => [...source.matchAll(/\bn\('([^']+)', '([^']+)'/g)].map((match) => `_${match[1]}_::_${match[2]}_`))
const placeholders = (text: string): string[] => (text.match(/\{\w+\}|%n/g) ?? []).sort()

describe('German texts', () => {
	it('exist for every text of the pages', () => {
		expect(texts.length).toBeGreaterThan(30)
		expect([...texts, ...plurals].filter((text) => !(text in translations))).toEqual([])
	})

	it('keep the placeholders', () => {
		const wrong = Object.entries(translations).filter(([source, target]) => typeof target === 'string'
			? placeholders(source).join() !== placeholders(target).join()
			: target.some((form) => !form.includes('%n')))
		expect(wrong).toEqual([])
	})

	it('are the same in the script that Nextcloud loads, and for both of its kinds of German', () => {
		expect(formal).toEqual(german)
		for (const source of [script, formalScript]) {
			let registered: unknown
			const OC = { L10N: { register: (app: string, bundle: unknown, plural: string) => { registered = { app, translations: bundle, pluralForm: plural } } } }
			new Function('OC', source)(OC)
			expect(registered).toEqual({ app: 'sprechstunde', ...german })
		}
	})
})
