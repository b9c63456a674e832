// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** tomedo: uses the calendar accounts of macOS, and so shows what Apple's calendar shows. */
export const tomedo: Profile = {
	id: 'tomedo',
	name: 'tomedo',
	address: 'server',
	interval: { minimum: 1, maximum: 60, recommended: 5 },
	steps: {
		de: ['In tomedo „Einstellungen“ öffnen, dann „Kalender“.', '„CalDAV-Account hinzufügen“ klicken.', 'Als Server eintragen: {server}', 'Account-Name: {account}', 'Benutzername {user} und Passwort {password} eintragen, dann „Fertig“.', 'Oder: das Konfigurationsprofil laden und auf dem Mac öffnen; es richtet den Account ein.'],
		en: ['In tomedo open “Einstellungen”, then “Kalender”.', 'Click “CalDAV-Account hinzufügen”.', 'Enter as server: {server}', 'Account name: {account}', 'Enter the user name {user} and the password {password}, then “Fertig”.', 'Or: download the configuration profile and open it on the Mac; it sets the account up.'],
	},
	fieldMap: { title: '{patientName} - {reason|appointmentType}', place: '{practice}, {room}', text: ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'reason', 'appointmentType'], categories: 'codes' },
	repairs: ['defaultAlarms'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'calendarPerDoctor'),
	mobileconfig: true,
	support: null,
	notes: [
		{ de: 'Apple verlangt eine verschlüsselte Verbindung (https) mit gültigem Zertifikat.', en: 'Apple demands an encrypted connection (https) with a valid certificate.' },
		{ de: 'Dieselben Kalender erscheinen in Apple Kalender. Über iCloud werden sie nicht weitergegeben: Jedes Gerät bekommt den Account selbst.', en: 'The same calendars appear in Apple’s calendar. They are not passed on by iCloud: each device gets the account itself.' },
	],
}
