// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** CGM Albis, by its iCal interface: name, date and time, reason, insurance and phone. */
export const albis: Profile = {
	id: 'albis',
	name: 'CGM Albis',
	address: 'calendar',
	interval: { minimum: 1, maximum: 15, recommended: 5 },
	steps: {
		de: ['In Albis „Stammdaten“ öffnen, dann „Praxis“.', '„iCal-Kalender“ aktivieren.', 'Als CalDAV-URL eintragen: {calendarAddress}', 'Benutzername {user} und Passwort {password} eintragen.', 'Als Synchronisations-Intervall {interval} Minuten wählen.', '„Synchronisieren“ klicken.'],
		en: ['In Albis open “Stammdaten”, then “Praxis”.', 'Switch on “iCal-Kalender”.', 'Enter as CalDAV URL: {calendarAddress}', 'Enter the user name {user} and the password {password}.', 'Set the interval to {interval} minutes.', 'Click “Synchronisieren”.'],
	},
	settingsFile: '[CalDAV]\nserver = {server}\nusername = {user}\npassword = {password}\ncalendar = {calendar}\nsync_interval = {interval}\n',
	fieldMap: { title: '{patientName} - {reason|appointmentType}', place: '', text: ['patientName', 'insurance', 'phone', 'reason'], categories: 'codes' },
	repairs: ['escapedLines', 'cancelledTitle', 'zeroLength'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields'),
	mobileconfig: false,
	support: { phone: '0261 8000-0', email: 'support@cgm.com', topic: 'CalDAV/iCal-Integration' },
	notes: [],
}
