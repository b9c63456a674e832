// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** One line about the size of what the patient's page loads. */
export function viewScript(): string {
	const folder = new URL('../../wordpress-plugin/build/', import.meta.url)
	const files = !existsSync(folder) ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /booking\/view\.js$/.test(file))
	if (files.length === 0) return 'NOT RUN the patient\'s view script is not built: npm run build'
	const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, folder))).length, 0)
	return `${bytes <= 15_360 ? 'met   ' : 'MISSED'} ${'view script of the booking block, gzip'.padEnd(46)} ${(bytes / 1024).toFixed(1)} kB (target ≤ 15 kB)`
}
