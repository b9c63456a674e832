// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdirSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import manifest from './package.json' with { type: 'json' }

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Nextcloud looks for styles in css/. */
const moveStyles: Plugin = {
	name: 'move-styles',
	writeBundle() {
		mkdirSync(at('css'), { recursive: true })
		renameSync(at('js/sprechstunde-main.css'), at('css/sprechstunde-main.css'))
	},
}

/** Builds js/sprechstunde-main.mjs, which loads the chunks beside it, and css/sprechstunde-main.css with all styles. */
export default defineConfig({
	base: './',
	publicDir: false,
	plugins: [vue(), moveStyles],
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
