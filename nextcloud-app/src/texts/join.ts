// SPDX-License-Identifier: AGPL-3.0-or-later

/** English → German; plurals as `_one_::_many_` → both forms, as Nextcloud's l10n has them. */
export type Texts = Readonly<Record<string, string | readonly string[]>>

export const pluralForm = 'nplurals=2; plural=(n != 1);'

/**
 * All pages' texts as one.
 *
 * @param parts by name of their file
 * @throws Error where two parts translate one text differently
 */
export function joinTexts(parts: Readonly<Record<string, Texts>>): Texts {
	const joined: Record<string, string | readonly string[]> = {}
	for (const [part, texts] of Object.entries(parts)) {
		for (const [text, translation] of Object.entries(texts)) {
			if (text in joined && String(joined[text]) !== String(translation)) throw new Error(`${part} translates “${text}” differently`)
			joined[text] = translation
		}
	}
	return joined
}

/** The script that Nextcloud loads before the page's own. */
export function scriptOf(texts: Texts): string {
	return `OC.L10N.register("sprechstunde", ${JSON.stringify(texts, null, '\t')}, ${JSON.stringify(pluralForm)});\n`
}

/** The file that Nextcloud's PHP reads. */
export function jsonOf(texts: Texts): string {
	return `${JSON.stringify({ translations: texts, pluralForm }, null, '\t')}\n`
}
