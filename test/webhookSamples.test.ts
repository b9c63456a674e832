// SPDX-License-Identifier: GPL-3.0-or-later
// The code that the manual for receivers gives away: it takes what the app signs, and nothing else.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signWebhook } from '@sprechstunde/core'

const manual = readFileSync(new URL('../shared/docs/webhooks.md', import.meta.url), 'utf8')
const sample = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(manual)?.[1] ?? expect.fail(`no sample in ${language}`)

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const body = '{"id":"evt_1","type":"ping","at":"2026-11-26T09:21:49Z"}'
const now = Date.now()
const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, boolean])[] = [
	['a message signed just now', { ...signWebhook('evt_1', now, body, [secret]) }, body, true],
	['one signed with the former secret too', { ...signWebhook('evt_1', now, body, [other, secret]) }, body, true],
	['one signed by somebody else', { ...signWebhook('evt_1', now, body, [other]) }, body, false],
	['one that is another than was signed', { ...signWebhook('evt_1', now, body, [secret]) }, `${body} `, false],
	['one that is sent again much later', { ...signWebhook('evt_1', now - 400_000, body, [secret]) }, body, false],
	['one without a signature', {}, body, false],
]

describe('the samples for receivers', () => {
	let folder: string
	beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'sprechstunde-samples-')) })
	afterAll(() => { rmSync(folder, { recursive: true }) })

	it.each(cases)('in JavaScript: %s', async (_, headers, text, isGenuine) => {
		const file = join(folder, 'sample.mjs')
		writeFileSync(file, sample('js'))
		const module = await import(/* @vite-ignore */ file) as { isGenuine: (...of: unknown[]) => boolean }
		expect(module.isGenuine(headers, text, secret)).toBe(isGenuine)
	})

	it.each(cases)('in PHP: %s', (_, headers, text, isGenuine) => {
		const file = join(folder, 'sample.php')
		writeFileSync(file, `<?php\n${sample('php')}\n[$headers, $body, $secret] = json_decode($argv[1], true);\necho isGenuine($headers, $body, $secret) ? 'true' : 'false';`)
		expect(execFileSync('php', [file, JSON.stringify([headers, text, secret])], { encoding: 'utf8' })).toBe(String(isGenuine))
	})
})
