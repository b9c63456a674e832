// SPDX-License-Identifier: GPL-3.0-or-later
import { evidence, type Profile } from '../profile.ts'

/** Doc Cirrus: in the cloud, speaks CalDAV itself, synchronises when it likes. */
export const docCirrus: Profile = {
	id: 'doc-cirrus',
	name: 'Doc Cirrus',
	address: 'server',
	interval: null,
	steps: {
		de: ['Das Dashboard von Doc Cirrus öffnen.', '„Einstellungen“ wählen, dann „Kalender“.', '„Externe Kalender“, dann „CalDAV hinzufügen“ klicken.', 'Als URL eintragen: {server}', 'Benutzername {user} und Passwort {password} eintragen. Synchronisiert wird von da an von selbst.'],
		en: ['Open the dashboard of Doc Cirrus.', 'Choose “Einstellungen”, then “Kalender”.', 'Click “Externe Kalender”, then “CalDAV hinzufügen”.', 'Enter as URL: {server}', 'Enter the user name {user} and the password {password}. From then on it synchronises by itself.'],
	},
	fieldMap: null,
	repairs: ['htmlText', 'tentativeBusy'],
	capabilities: evidence('simulated', 'read', 'create', 'edit', 'delete', 'approve', 'fields'),
	mobileconfig: false,
	support: null,
	notes: [{ de: 'Doc Cirrus verbindet sich aus dem Internet: Die Adresse muss von außen erreichbar sein und ein gültiges Zertifikat haben.', en: 'Doc Cirrus connects from the internet: the address has to be reachable from outside and to have a valid certificate.' }],
}
