// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** x.concept, Medistar's successor: CalDAV with a mapping of fields, a REST interface, webhooks. */
export const xconcept: Profile = {
	id: 'xconcept',
	name: 'x.concept',
	address: 'server',
	interval: { minimum: 1, maximum: 15, recommended: 5 },
	steps: {
		de: ['In x.concept „System“ öffnen, dann „Schnittstellen“.', '„Kalender-Schnittstelle“ aktivieren.', 'CalDAV-Verbindung einrichten: {server}', 'Benutzername {user} und Passwort {password} eintragen.', 'Unter „Mapping“ die Felder zuordnen: Titel, Ort, Beschreibung und Kategorien kommen so, wie es hier in den Einstellungen steht.', 'Intervall: {interval} Minuten.', 'Soll x.concept Termine auch über seine REST-Schnittstelle bekommen: in der App unter „REST-Schnittstelle“ deren Adresse (endet auf /api/v1/appointments) und den API-Schlüssel eintragen und „Verbindung prüfen“ wählen.', 'Als Webhook in x.concept die Adresse und das Geheimnis eintragen, die dort stehen: So kommen Verlegungen, Absagen und Bestätigungen sofort an.'],
		en: ['In x.concept open “System”, then “Schnittstellen”.', 'Switch on “Kalender-Schnittstelle”.', 'Set up the CalDAV connection: {server}', 'Enter the user name {user} and the password {password}.', 'Under “Mapping” assign the fields: title, place, description and categories arrive as the settings here say.', 'Interval: {interval} minutes.', 'If x.concept is to get appointments by its REST interface as well: in the app, under “REST interface”, enter its address (it ends in /api/v1/appointments) and the API key, and choose “Check the connection”.', 'As a webhook in x.concept enter the address and the secret that stand there: then moves, cancellations and confirmations arrive at once.'],
	},
	fieldMap: { title: '{patientName} - {reason|appointmentType}', place: '{practice}, {room}', text: ['patientId', 'patientName', 'birthDate', 'insurance', 'phone', 'email', 'reason', 'appointmentType'], categories: 'codes' },
	repairs: ['htmlText', 'escapedLines'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields', 'categories', 'rest', 'webhooks'),
	mobileconfig: false,
	support: { phone: '0800 7245 300', email: 'support@x-concept.de', topic: 'REST-API / CalDAV' },
	notes: [],
}
