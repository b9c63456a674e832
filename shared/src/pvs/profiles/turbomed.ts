// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** TurboMed, by its CalDAV module: polls every 1 to 60 minutes, warns of double bookings and asks. */
export const turbomed: Profile = {
	id: 'turbomed',
	name: 'TurboMed',
	address: 'calendar',
	interval: { minimum: 1, maximum: 60, recommended: 5 },
	steps: {
		de: ['In TurboMed „Extras“ öffnen, dann „Einstellungen“.', '„Termine“ wählen, dann „Kalender-Synchronisation“.', '„CalDAV-Server hinzufügen“ klicken.', 'Als URL eintragen: {calendarAddress}', 'Benutzername {user} und Passwort {password} eintragen.', '„Automatische Synchronisation“ aktivieren, Intervall {interval} Minuten.'],
		en: ['In TurboMed open “Extras”, then “Einstellungen”.', 'Choose “Termine”, then “Kalender-Synchronisation”.', 'Click “CalDAV-Server hinzufügen”.', 'Enter as URL: {calendarAddress}', 'Enter the user name {user} and the password {password}.', 'Switch on “Automatische Synchronisation”, every {interval} minutes.'],
	},
	fieldMap: { title: '{patientName} - {reason|appointmentType}', place: '', text: ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'reason'], categories: 'codes' },
	repairs: ['escapedLines', 'zeroLength'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'doubleBookingWarning'),
	mobileconfig: false,
	support: { phone: '0911 14 89 70', email: 'support@turbomed.de', topic: 'Kalender-Synchronisation' },
	notes: [{ de: 'Bei einer Doppelbuchung warnt TurboMed und verlangt eine Bestätigung von Hand. Diese App nimmt sie dann an, kennzeichnet sie im Kalender und nennt freie Zeiten in der Nähe.', en: 'TurboMed warns of a double booking and asks for confirmation by hand. This app then accepts it, marks it in the calendar and names free times nearby.' }],
}
