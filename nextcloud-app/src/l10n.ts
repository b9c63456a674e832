// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Language } from '@sprechstunde/core'
import { getCanonicalLocale, getLanguage, register, translate, translatePlural } from '@nextcloud/l10n'

const app = 'sprechstunde'
type Placeholders = Record<string, string | number>

/** Vue escapes what it renders; escaping here too would show `&amp;`. */
const raw = { escape: false, sanitize: false }

export function t(text: string, placeholders: Placeholders = {}): string {
	return translate(app, text, placeholders, raw)
}

export function n(singular: string, plural: string, count: number, placeholders: Placeholders = {}): string {
	return translatePlural(app, singular, plural, count, placeholders, raw)
}

/** Language of the core's own texts. */
export function language(): Language {
	return getLanguage().startsWith('de') ? 'de' : 'en'
}

/** For Intl: the user's locale where it speaks the page's language, so that a date never mixes two. */
export function locale(): string {
	const [canonical, spoken] = [getCanonicalLocale(), getLanguage().replaceAll('_', '-')]
	const wanted = canonical.split('-')[0] === spoken.split('-')[0] ? canonical : spoken
	return Intl.DateTimeFormat.supportedLocalesOf([wanted.replace(/-?@.*$/, '')]).at(0) ?? language()
}

/** Nextcloud registers l10n/<language>.js before this page runs; where it could not, the same texts are loaded as a chunk. */
export async function loadTexts(): Promise<void> {
	if (language() !== 'de' || t('Requests') !== 'Requests') return
	const { german } = await import('./texts/german.ts')
	register(app, { ...german } as Record<string, string | string[]>)
}
