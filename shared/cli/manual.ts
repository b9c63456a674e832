// SPDX-License-Identifier: GPL-3.0-or-later
import { capabilities, capabilityLabels, type Evidence, type Profile } from '../src/pvs/profile.ts'
import { profiles } from '../src/pvs/profiles.ts'
import type { RepairId } from '../src/pvs/repairs/repairs.ts'
import { lineLabel } from '../src/pvs/shownFields.ts'

const marks: Readonly<Record<Evidence, string>> = { client: '●', simulated: '○', none: '–' }
const examples: Readonly<Record<string, string>> = {
	server: '`https://ihre-domain.de/caldav/`', calendarAddress: '`https://ihre-domain.de/caldav/calendars/praxis/`', user: '*(das Konto aus der Einrichtung)*',
	password: '*(das App-Passwort aus der Einrichtung)*', calendar: 'praxis', interval: '5', account: 'Online-Terminbuchung', feedAddress: '`https://ihre-domain.de/caldav/calendars/praxis/appointments.ics`',
}

/** What each repair puts right. */
const repairTexts: Readonly<Record<RepairId, string>> = {
	escapedLines: 'line breaks and commas that were escaped twice',
	htmlText: 'HTML in the description',
	joinedCategories: 'categories joined by semicolons',
	cancelledTitle: '“Abgesagt: …” in the title in place of the status',
	tentativeBusy: 'a new entry that is tentative only by Outlook’s busy status',
	zeroLength: 'entries without a length',
	defaultAlarms: 'alarms of one person’s own',
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
${profiles.map((profile) => `| ${profile.name} | ${profile.address === 'server' ? '`/caldav/`' : 'of one calendar, `/caldav/calendars/…/`'} | ${intervalOf(profile)} | ${shownTo(profile)} | ${profile.repairs.map((id) => repairTexts[id]).join('; ') || '–'} |`).join('\n')}

The addresses are those of the website (\`https://ihre-domain.de/caldav/\`), once its web server passes them on; at Nextcloud itself they are
\`/remote.php/dav/\` and that of a calendar below it, and the set-up shows both. The repairs are in \`shared/src/pvs/repairs/\`; what is shown, and how it is
read back, is in [decision 32](decisions/0032-what-a-program-is-shown.md). How a practice sets its program up: [manuals/praxisprogramme.md](manuals/praxisprogramme.md).
`
}

function intervalOf({ interval }: Profile): string {
	return interval === null ? 'its own' : `${interval.minimum} to ${interval.maximum}, ${interval.recommended} recommended`
}

function shownTo({ fieldMap }: Profile): string {
	return fieldMap === null ? 'what is stored' : `title \`${fieldMap.title.replaceAll('|', '\\|')}\`; ${fieldMap.place === '' ? 'the place as stored' : `place \`${fieldMap.place}\``}; lines: ${fieldMap.text.map((name) => lineLabel(name, 'en')).join(', ')}; categories as ${fieldMap.categories}`
}

/** The set-up of each program, for practices: German, as the guide. */
export function setupManual(): string {
	return `# Praxisprogramme verbinden

<!-- geschrieben von npm run contract aus shared/src/pvs/profiles -->

1. In der App unter „Einstellungen“, „Praxissoftware“ auf „Programm verbinden“ klicken, das Programm und seine Kalender wählen und „Verbinden“ klicken.
2. Die App legt ein eigenes Konto mit einem App-Passwort an, gibt ihm die Kalender frei und zeigt die Schritte von unten mit Ihren Werten, jeden mit einem
   Knopf zum Kopieren. Das App-Passwort steht nur dieses eine Mal da; geht es verloren, vergeben Sie dort ein neues.
3. Die Schritte im Praxisprogramm ausführen. Die Seite zeigt dabei, ob es sich angemeldet, die Kalender gefunden, gelesen und geschrieben hat.

Die Adressen unten sind die der Website; sie gehen, sobald deren Webserver \`/caldav/\` weiterreicht (was er dazu braucht, steht in den Einstellungen unter
„Adressen“). Ohne das gilt die Adresse der Nextcloud, \`https://ihre-nextcloud.de/remote.php/dav/\`; die App zeigt sie für jedes Programm fertig an.

Die Schritte sind die des Leitfadens für die Praxis. Mit den Programmen der sechs Hersteller selbst haben wir sie nicht erprobt
([was wie erprobt ist](../pvs.md)).

${profiles.map(section).join('\n')}
## Wenn etwas nicht klappt

In der App sagt „Was ist los?“ (unter „Einstellungen“, „Praxissoftware“), was sie gefunden hat und was hilft; manches behebt ein Knopf. Fehlt ein
bestimmter Termin, öffnen Sie ihn in der App und wählen dort „Fehlt er im Praxisprogramm?“.

Die Firewall und der Virenschutz der Praxis sind nur vom Rechner des Praxisprogramms aus zu sehen. Auf dem Rechner des Praxisprogramms, wo es Node ab Version 20 gibt, in einer Kopie dieses Projekts:

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
