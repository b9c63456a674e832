// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** Medistar, by its CalDAV plugin: a calendar per doctor, colours by treatment, categories to be assigned. */
export const medistar: Profile = {
	id: 'medistar',
	name: 'Medistar',
	address: 'server',
	interval: { minimum: 1, maximum: 15, recommended: 5 },
	steps: {
		de: ['Im Medistar-Kundenportal unter „Downloads“, „Zusatzmodule“ die „iCal/CalDAV Kalender-Integration“ laden.', '„Medistar-Admin“ öffnen, „Module“ wählen und das „CalDAV-Plugin“ installieren.', '„Einstellungen“ öffnen, dann „Kalender-Synchronisation“.', 'Als Server-URL eintragen: {server}', 'Benutzername {user} und Passwort {password} eintragen.', 'Je Ärztin oder Arzt einen Kalender auswählen.', 'Die Termin-Kategorien den Behandlungen zuweisen.'],
		en: ['In Medistar’s customer portal, under “Downloads”, “Zusatzmodule”, get “iCal/CalDAV Kalender-Integration”.', 'Open “Medistar-Admin”, choose “Module” and install the “CalDAV-Plugin”.', 'Open “Einstellungen”, then “Kalender-Synchronisation”.', 'Enter as server URL: {server}', 'Enter the user name {user} and the password {password}.', 'Choose one calendar for each doctor.', 'Assign the categories to the treatments.'],
	},
	fieldMap: { title: '{patientName} - {reason|appointmentType}', place: '{practice}, {room}', text: ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'reason'], categories: 'names' },
	repairs: ['joinedCategories', 'escapedLines', 'zeroLength'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'categories', 'colors', 'calendarPerDoctor'),
	mobileconfig: false,
	support: { phone: '0711 78 55-0', email: 'support@medistar.de', topic: 'CalDAV-Plugin' },
	notes: [{ de: 'Medistar führt eine eigene Warteliste; die Warteliste dieser App steht in einer Aufgabenliste und wird nicht übertragen.', en: 'Medistar keeps a waiting list of its own; that of this app stands in a task list and is not transferred.' }],
}
