// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what is made from the core's tables: contract.json and the pages about practice programs. With --check it only compares, and exits 1 where a committed file is stale.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildContract, canonicalJson } from '../src/contract/buildContract.ts'
import { compatibility, setupManual } from './manual.ts'

const body = buildContract()
const hash = createHash('sha256').update(canonicalJson(body)).digest('hex')
const files: Readonly<Record<string, string>> = {
	'php/resources/contract.json': canonicalJson({ ...body, hash }) + '\n',
	'docs/pvs.md': compatibility(),
	'docs/manuals/praxisprogramme.md': setupManual(),
}

for (const [name, text] of Object.entries(files)) {
	const target = new URL(`../${name}`, import.meta.url)
	if (!process.argv.includes('--check')) {
		writeFileSync(target, text)
		console.log(`${name}, ${text.length} bytes`)
	} else if (readFileSync(target, 'utf8') !== text) {
		console.error(`${name} is stale: run npm run contract`)
		process.exitCode = 1
	}
}
