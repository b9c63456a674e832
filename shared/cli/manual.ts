// SPDX-License-Identifier: GPL-3.0-or-later
import { capabilities, capabilityLabels, type Evidence, type Profile } from '../src/pvs/profile.ts'
import { profiles } from '../src/pvs/profiles.ts'
import { lineLabel } from '../src/pvs/shownFields.ts'

const marks: Readonly<Record<Evidence, string>> = { client: '●', simulated: '○', none: '–' }
const examples: Readonly<Record<string, string>> = {
	server: '`https://ihre-domain.de/caldav/`', calendarAddress: '`https://ihre-domain.de/caldav/calendars/praxis/`', user: '*(das Konto aus der Einrichtung)*',
	password: '*(das App-Passwort aus der Einrichtung)*', calendar: 'praxis', interval: '5', account: 'Online-Terminbuchung', feedAddress: '`https://ihre-domain.de/caldav/calendars/praxis/appointments.ics`',
}

/** The public table of what each practice program can do here, and how we know. */
export function compatibility(): string {
	return `# Practice programs

<!-- written by npm run contract from shared/src/pvs/profiles -->

What each program can do with the calendars of this app, and how we know. **None of the six was tried with the program itself**: they are simulated
from what the practices' guide says of them, each through a day of 200 bookings on a real Nextcloud, at whose end calendar, program and the patients' mails
agreed (\`test/simulators/\`). The programs of the last two columns are run as they are, on each server that is tested (\`test/clients/\`).

| | ${profiles.map(({ name }) => name).join(' | ')} |
|---|${profiles.map(() => ':-:').join('|')}|
${capabilities.map((one) => `| ${capabilityLabels[one].en} | ${profiles.map((profile) => marks[profile.capabilities[one]]).join(' | ')} |`).join('\n')}

● tested with a real client · ○ simulated from the guide · – not supported

| | Address that it asks for | Interval in minutes | What it is shown | Put right in what it sends |
|---|---|---|---|---|
${profiles.map((profile) => `| ${profile.name} | ${profile.address === 'server' ? '`/caldav/`' : 'of one calendar, `/caldav/calendars/…/`'} | ${intervalOf(profile)} | ${shownTo(profile)} | ${profile.repairs.map((id) => `\`${id}\``).join(', ') || '–'} |`).join('\n')}

The repairs are explained where they stand, in \`shared/src/pvs/repairs/\`; what is shown, and how it is read back, in
[decision 32](decisions/0032-what-a-program-is-shown.md). How a practice sets its program up: [manuals/praxisprogramme.md](manuals/praxisprogramme.md).
`
}

function intervalOf({ interval }: Profile): string {
	return interval === null ? 'its own' : `${interval.minimum} to ${interval.maximum}, ${interval.recommended} recommended`
}

function shownTo({ fieldMap }: Profile): string {
	return fieldMap === null ? 'what is stored' : `title \`${fieldMap.title.replaceAll('|', '\\|')}\`; lines: ${fieldMap.text.map((name) => lineLabel(name, 'en')).join(', ')}; categories as ${fieldMap.categories}`
}

/** The set-up of each program, for practices: German, as the guide. */
export function setupManual(): string {
	return `# Praxisprogramme verbinden

<!-- geschrieben von npm run contract aus shared/src/pvs/profiles -->

Jedes Programm bekommt ein eigenes Konto mit einem App-Passwort; die Kalender sind dafür freigegeben. Die Schritte sind die des Leitfadens für die
Praxis. Mit den Programmen der sechs Hersteller selbst haben wir sie nicht erprobt ([was wie erprobt ist](../pvs.md)).

${profiles.map(section).join('\n')}
## Wenn etwas nicht klappt

Auf dem Rechner des Praxisprogramms, wo es Node ab Version 20 gibt, in einer Kopie dieses Projekts:

\`\`\`
npx tsx shared/cli/check.ts https://ihre-domain.de/caldav/ --user KONTO --write
\`\`\`

Es prüft Name, Verbindung, Zertifikat, Anmeldung und Kalender, schreibt, liest und löscht einen Probeeintrag und sagt, was zu tun ist; Angaben zu
Patientinnen und Patienten gibt es nicht aus. Auf dem Server sagt \`occ sprechstunde:doctor\`, was er selbst weiß, mit \`--uid=UID\` auch, warum ein
bestimmter Termin im Praxisprogramm fehlt.
`
}

function section({ name, steps, settingsFile, notes, support }: Profile): string {
	const filled = (text: string): string => text.replace(/\{(\w+)\}/gu, (whole, value: string) => examples[value] ?? whole)
	const contact = support === null ? '' : `\nSupport des Herstellers: ${[support.phone, support.email].filter((part) => part !== undefined).join(', ')}, Thema „${support.topic}“.\n`
	return `## ${name}

${steps.de.map((step, index) => `${index + 1}. ${filled(step)}`).join('\n')}
${settingsFile === undefined ? '' : `\n\`\`\`ini\n${settingsFile.replace(/\{(\w+)\}/gu, (_, value: string) => (examples[value] ?? '').replaceAll('`', '').replaceAll('*', ''))}\`\`\`\n`}${notes.map((note) => `\n${note.de}\n`).join('')}${contact}`
}
