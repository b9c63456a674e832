// SPDX-License-Identifier: GPL-3.0-or-later
// For the practice program's own machine: are address, sign-in and a round trip right from here? Prints no patient data.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { evaluate, findingText } from '../src/diagnostics/evaluate.ts'
import type { Facts } from '../src/diagnostics/facts.ts'
import type { Language } from '../src/issues/issue.ts'
import { discover, roundTrip } from './check/account.ts'
import { reach } from './check/ask.ts'

const usage = `check ADDRESS [--user NAME] [--write] [--language de|en] [--json]

ADDRESS     of the calendars, e.g. https://praxis.example/caldav/
--user      signs in as this account; the password is SPRECHSTUNDE_PASSWORD, or asked for
--write     also writes, reads and deletes a test entry in the first calendar that may be written
--json      the facts and findings as JSON

Exit: 0 nothing found, 1 warnings only, 2 errors, 3 wrong usage.`

const { values, positionals } = parseArgs({ allowPositionals: true, options: { user: { type: 'string' }, write: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' }, language: { type: 'string', default: 'de' } } })
const [address = ''] = positionals
if (values.help === true || !/^https?:\/\/[^/]/.test(address) || (values.language !== 'de' && values.language !== 'en') || (values.write === true && values.user === undefined)) {
	console.error(usage)
	process.exit(values.help === true ? 0 : 3)
}
const language: Language = values.language
const say = (de: string, en: string): void => { if (values.json !== true) console.log(language === 'de' ? de : en) }

const now = Date.now()
const reached = await reach(address, Date.now)
const wellKnown = await reach(new URL('/.well-known/caldav', address).href, Date.now)
let facts: Facts = { now, addresses: [reached], wellKnown }
say(`${address}: Status ${reached.status ?? '–'}`, `${address}: status ${reached.status ?? '–'}`)

if (values.user !== undefined && reached.failure === null) {
	const credentials = { user: values.user, password: process.env['SPRECHSTUNDE_PASSWORD'] ?? await askPassword() }
	const { writable, ...login } = await discover(address, credentials)
	facts = { ...facts, login, throttleSeconds: 0 }
	say(`Anmeldung als ${login.user}: ${login.result}, Kalender: ${login.calendars}`, `Signed in as ${login.user}: ${login.result}, calendars: ${login.calendars}`)
	if (values.write === true && writable[0] !== undefined) {
		facts = { ...facts, roundTrip: await roundTrip(writable[0], credentials, now) }
		say(facts.roundTrip === null ? 'Probeeintrag geschrieben, gelesen und gelöscht.' : 'Der Probeeintrag scheiterte.', facts.roundTrip === null ? 'Test entry written, read and deleted.' : 'The test entry failed.')
	}
}

const found = evaluate(facts)
const told = found.map((finding) => ({ code: finding.code, ...findingText(finding, language) }))
if (values.json === true) console.log(JSON.stringify({ facts, findings: told }, null, '\t'))
else {
	for (const { severity, text, remedy } of told) console.log(`\n${severity === 'error' ? '✗' : '!'} ${text}\n  ${remedy}`)
	if (told.length === 0) say('\n✓ Von hier aus ist alles in Ordnung.', '\n✓ All is well from here.')
}
process.exitCode = told.some(({ severity }) => severity === 'error') ? 2 : told.length > 0 ? 1 : 0

async function askPassword(): Promise<string> {
	process.stderr.write(language === 'de' ? 'Passwort: ' : 'Password: ')
	// what is typed is not shown
	const asked = createInterface({ input: process.stdin, output: new Writable({ write: (_part, _encoding, done) => done() }), terminal: process.stdin.isTTY })
	const password = await asked.question('')
	asked.close()
	process.stderr.write('\n')
	return password
}
