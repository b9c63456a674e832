// SPDX-License-Identifier: GPL-3.0-or-later
// Writes contract.json; with --check it only compares, and exits 1 where the committed file is stale.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildContract, canonicalJson } from '../src/contract/buildContract.ts'

const target = new URL('../php/resources/contract.json', import.meta.url)
const body = buildContract()
const hash = createHash('sha256').update(canonicalJson(body)).digest('hex')
const text = canonicalJson({ ...body, hash }) + '\n'

if (process.argv.includes('--check')) {
	if (readFileSync(target, 'utf8') !== text) {
		console.error('contract.json is stale: run npm run contract')
		process.exit(1)
	}
} else {
	writeFileSync(target, text)
	console.log(`contract.json ${hash.slice(0, 12)}, ${text.length} bytes`)
}
