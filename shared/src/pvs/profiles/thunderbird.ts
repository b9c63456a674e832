// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** Thunderbird's calendar: the guide's own client for trying things out. */
export const thunderbird: Profile = {
	id: 'thunderbird',
	name: 'Thunderbird',
	address: 'server',
	interval: { minimum: 1, maximum: 60, recommended: 5 },
	steps: {
		de: ['Den Kalender öffnen und „Neuer Kalender“ wählen.', '„Im Netzwerk“ auswählen.', 'Benutzername: {user}, Adresse: {server}', '„Kalender suchen“ klicken und das Passwort {password} eingeben.', 'Die Kalender der Praxis auswählen und abonnieren.', 'In den Eigenschaften jedes Kalenders alle {interval} Minuten aktualisieren lassen.'],
		en: ['Open the calendar and choose “New Calendar”.', 'Choose “On the Network”.', 'User name: {user}, location: {server}', 'Click “Find Calendars” and enter the password {password}.', 'Select the practice’s calendars and subscribe.', 'In the properties of each calendar have it refreshed every {interval} minutes.'],
	},
	fieldMap: null,
	repairs: [],
	capabilities: evidence('client', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'categories', 'calendarPerDoctor'),
	mobileconfig: false,
	support: null,
	notes: [],
}
