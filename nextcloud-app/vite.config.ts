// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import manifest from './package.json' with { type: 'json' }
import { joinTexts, jsonOf, scriptOf, type Texts } from './src/texts/join.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Nextcloud looks for styles in css/. */
const moveStyles: Plugin = {
	name: 'move-styles',
	writeBundle() {
		mkdirSync(at('css'), { recursive: true })
		renameSync(at('js/sprechstunde-main.css'), at('css/sprechstunde-main.css'))
	},
}

/** Nextcloud looks for translations in l10n/, under the names of both of its kinds of German. */
const writeTexts: Plugin = {
	name: 'write-texts',
	writeBundle() {
		const names = readdirSync(at('src/texts')).filter((name) => name.endsWith('.json'))
		const german = joinTexts(Object.fromEntries(names.map((name) => [name, JSON.parse(readFileSync(at(`src/texts/${name}`), 'utf8')) as Texts])))
		mkdirSync(at('l10n'), { recursive: true })
		for (const language of ['de', 'de_DE']) {
			writeFileSync(at(`l10n/${language}.js`), scriptOf(german))
			writeFileSync(at(`l10n/${language}.json`), jsonOf(german))
		}
	},
}

/** The pages speak German and English; the library brings the words of its parts in sixty languages, a sixth of all that loads first. */
const onlyOurLanguages: Plugin = {
	name: 'only-our-languages',
	transform(code, id) {
		if (!/@nextcloud\/vue\/dist\/chunks\/_l10n\.mjs$/.test(id)) return null
		return code.replace(/^(const t\d+ = )(\[.*\]);$/gm, (_, name: string, texts: string) =>
			`${name}${JSON.stringify((runInNewContext(texts) as { l: string }[]).filter(({ l }) => /^(?:de|en)\b/.test(l)))};`)
	},
}

/** Builds js/sprechstunde-main.mjs, which loads the chunks beside it, css/sprechstunde-main.css with all styles, and l10n/. */
export default defineConfig({
	base: './',
	publicDir: false,
	plugins: [vue(), onlyOurLanguages, moveStyles, writeTexts],
	define: { appName: '"sprechstunde"', appVersion: JSON.stringify(manifest.version) },
	build: {
		outDir: 'js',
		target: 'es2022',
		cssCodeSplit: false,
		modulePreload: false,
		rollupOptions: {
			// the core's tables are wanted at once, ical.js only with the first decision
			treeshake: { moduleSideEffects: (id) => !id.startsWith(at('../shared/src/')) },
			input: { main: at('src/main.ts') },
			output: {
				entryFileNames: 'sprechstunde-[name].mjs',
				chunkFileNames: 'sprechstunde-[name]-[hash].mjs',
				assetFileNames: 'sprechstunde-main[extname]',
			},
		},
	},
})
