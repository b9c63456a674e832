// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** Any program that speaks CalDAV and keeps what it doesn't know. */
export const generic: Profile = {
	id: 'generic',
	name: 'CalDAV',
	address: 'server',
	interval: { minimum: 1, maximum: 60, recommended: 5 },
	steps: {
		de: ['Im Programm ein CalDAV-Konto hinzufügen.', 'Als Server eintragen: {server}', 'Findet es von dort keine Kalender, die Adresse eines Kalenders eintragen: {calendarAddress}', 'Benutzername {user} und Passwort {password} eintragen.', 'Intervall: {interval} Minuten.'],
		en: ['Add a CalDAV account in the program.', 'Enter as server: {server}', 'If it finds no calendars from there, enter the address of one: {calendarAddress}', 'Enter the user name {user} and the password {password}.', 'Interval: {interval} minutes.'],
	},
	fieldMap: null,
	repairs: ['escapedLines', 'tentativeBusy'],
	capabilities: { ...evidence('client', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'categories', 'colors', 'calendarPerDoctor'), feed: 'simulated' },
	mobileconfig: false,
	support: null,
	notes: [{ de: 'Erprobt mit python-caldav, tsdav, vdirsyncer und khal.', en: 'Tried with python-caldav, tsdav, vdirsyncer and khal.' }],
}
