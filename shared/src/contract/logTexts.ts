// SPDX-License-Identifier: GPL-3.0-or-later
import type { Text } from '../practice/practice.ts'

export const logLevels = ['INFO', 'SUCCESS', 'WARNING', 'ERROR'] as const
export type LogLevel = (typeof logLevels)[number]

/** What an entry of the log is about. */
export const logKinds = ['appointment', 'mail', 'sync', 'practice'] as const
export type LogKind = (typeof logKinds)[number]

export interface LogCode {
	readonly kind: LogKind
	/** what happened; `{name}` is one of the entry's params, as `renderLog` shows it */
	readonly text: Text
	/** what to do about it */
	readonly remedy?: Text
}

/** Whatever the practice can look up. Neither texts nor params name a patient: whom it is about shows only where the object is read. */
export const logCodes: Readonly<Record<string, LogCode>> = {
	APPOINTMENT_RECEIVED: { kind: 'appointment', text: { de: 'Anfrage eingegangen', en: 'Request received' } },
	APPOINTMENT_CREATED: { kind: 'appointment', text: { de: 'Termin eingetragen', en: 'Appointment entered' } },
	APPOINTMENT_APPROVED: { kind: 'appointment', text: { de: 'Anfrage bestätigt', en: 'Request approved' } },
	APPOINTMENT_REJECTED: { kind: 'appointment', text: { de: 'Anfrage abgelehnt', en: 'Request rejected' } },
	APPOINTMENT_WITHDRAWN: { kind: 'appointment', text: { de: 'Anfrage zurückgezogen', en: 'Request withdrawn' } },
	APPOINTMENT_CANCELLED: { kind: 'appointment', text: { de: 'Termin abgesagt', en: 'Appointment cancelled' } },
	APPOINTMENT_REOPENED: { kind: 'appointment', text: { de: 'Entscheidung zurückgenommen, jetzt: {status}', en: 'Decision taken back, now: {status}' } },
	APPOINTMENT_MOVED: { kind: 'appointment', text: { de: 'Termin verlegt von {from} auf {to}', en: 'Appointment moved from {from} to {to}' } },
	APPOINTMENT_CHANGED: { kind: 'appointment', text: { de: 'Termin geändert', en: 'Appointment changed' } },
	APPOINTMENT_DELETED: { kind: 'appointment', text: { de: 'Termin gelöscht', en: 'Appointment deleted' } },
	APPOINTMENT_RESTORED: { kind: 'appointment', text: { de: 'Termin aus dem Papierkorb geholt', en: 'Appointment taken out of the trash' } },
	BLOCK_CREATED: { kind: 'appointment', text: { de: 'Sperrzeit eingetragen', en: 'Block entered' } },
	BLOCK_CHANGED: { kind: 'appointment', text: { de: 'Sperrzeit geändert', en: 'Block changed' } },
	BLOCK_DELETED: { kind: 'appointment', text: { de: 'Sperrzeit gelöscht', en: 'Block deleted' } },
	BLOCK_RESTORED: { kind: 'appointment', text: { de: 'Sperrzeit aus dem Papierkorb geholt', en: 'Block taken out of the trash' } },
	CONFLICT: {
		kind: 'appointment',
		text: { de: 'Konflikt: Die Praxissoftware hat eine Änderung von Website oder Patientin oder Patient überschrieben', en: 'Conflict: the practice software overwrote a change by the website or the patient' },
		remedy: { de: 'Sehen Sie beide Fassungen an; gilt die falsche, stellen Sie die andere wieder her.', en: 'Look at both versions; if the wrong one holds, restore the other.' },
	},
	DOUBLE_BOOKED: {
		kind: 'appointment',
		text: { de: 'Doppelt belegt ab {start}', en: 'Booked twice from {start}' },
		remedy: { de: 'War das keine Absicht, verlegen Sie einen der beiden Termine.', en: 'If that was not on purpose, move one of the two appointments.' },
	},
	CONFLICT_SETTLED: { kind: 'appointment', text: { de: 'Konflikt erledigt', en: 'Conflict dealt with' } },
	ASKED_BACK: { kind: 'mail', text: { de: 'Rückfrage an die Patientin oder den Patienten gesendet', en: 'Question sent to the patient' } },
	ESCALATED: { kind: 'appointment', text: { de: 'Anfrage seit Langem unbeantwortet: Praxis benachrichtigt', en: 'Request unanswered for long: practice notified' } },
	VERSION_RESTORED: { kind: 'appointment', text: { de: 'Frühere Fassung wiederhergestellt', en: 'Former version restored' } },
	MAIL_SENT: { kind: 'mail', text: { de: 'E-Mail gesendet: „{mail}“', en: 'Mail sent: “{mail}”' } },
	MAIL_NOT_NEEDED: { kind: 'mail', text: { de: 'Keine E-Mail gesendet, da nichts mehr mitzuteilen war', en: 'No mail sent, since there was nothing left to tell' } },
	MAIL_FAILED: {
		kind: 'mail',
		text: { de: 'E-Mail nicht gesendet ({error}), Versuch {attempt}; der nächste ist um {next}', en: 'Mail not sent ({error}), attempt {attempt}; the next is at {next}' },
		remedy: { de: 'Bleibt es dabei, prüfen Sie den Mailserver in den Grundeinstellungen von Nextcloud.', en: 'If it goes on, check the mail server in the basic settings of Nextcloud.' },
	},
	MAIL_GIVEN_UP: {
		kind: 'mail',
		text: { de: 'E-Mail nach {attempt} Versuchen aufgegeben ({error})', en: 'Mail given up after {attempt} attempts ({error})' },
		remedy: { de: 'Prüfen Sie den Mailserver und senden Sie die Nachricht noch einmal, oder rufen Sie die Patientin oder den Patienten an.', en: 'Check the mail server and send the message again, or call the patient.' },
	},
	MAIL_RETRIED: { kind: 'mail', text: { de: 'E-Mail noch einmal zum Senden vorgemerkt', en: 'Mail queued once more' } },
	MAIL_DISCARDED: { kind: 'mail', text: { de: 'E-Mail verworfen: Die Patientin oder der Patient erfährt davon nicht', en: 'Mail discarded: the patient is not told' } },
	ALERT_SENT: { kind: 'mail', text: { de: 'Leitung der Praxis benachrichtigt: „{alert}“', en: 'Practice management told: “{alert}”' } },
	ALERT_FAILED: {
		kind: 'mail',
		text: { de: 'Nachricht an die Leitung der Praxis nicht gesendet ({error}), Versuch {attempt}; der nächste ist um {next}', en: 'Message to the practice management not sent ({error}), attempt {attempt}; the next is at {next}' },
		remedy: { de: 'Bleibt es dabei, prüfen Sie den Mailserver in den Grundeinstellungen von Nextcloud.', en: 'If it goes on, check the mail server in the basic settings of Nextcloud.' },
	},
	ALERT_GIVEN_UP: {
		kind: 'mail',
		text: { de: 'Nachricht an die Leitung der Praxis nach {attempt} Versuchen aufgegeben ({error})', en: 'Message to the practice management given up after {attempt} attempts ({error})' },
		remedy: { de: 'Prüfen Sie den Mailserver in den Grundeinstellungen von Nextcloud.', en: 'Check the mail server in the basic settings of Nextcloud.' },
	},
	SYNC_STARTED: { kind: 'sync', text: { de: 'Praxissoftware hat zum ersten Mal gelesen', en: 'Practice software has read for the first time' } },
	SYNC_RESUMED: {
		kind: 'sync',
		text: { de: 'Praxissoftware liest wieder, nach {minutes} Minuten Pause', en: 'Practice software reads again, after a break of {minutes} minutes' },
		remedy: { de: 'Kommen solche Pausen während der Sprechzeiten vor, prüfen Sie, ob das Gerät mit der Praxissoftware läuft und am Netz ist.', en: 'If such breaks happen during opening hours, check that the computer of the practice software is running and connected.' },
	},
	DELIVERY_SENT: { kind: 'sync', text: { de: 'An „{target}“ gemeldet ({event})', en: 'Told “{target}” ({event})' } },
	DELIVERY_FAILED: {
		kind: 'sync',
		text: { de: '„{target}“ nicht erreicht ({error}), Versuch {attempt}; der nächste ist um {next}', en: '“{target}” not reached ({error}), attempt {attempt}; the next is at {next}' },
		remedy: { de: 'Bleibt es dabei, prüfen Sie in den Einstellungen mit „Testen“ oder „Verbindung prüfen“, was das Programm antwortet.', en: 'If it goes on, see with “Test” or “Check the connection” in the settings what the program answers.' },
	},
	DELIVERY_GIVEN_UP: {
		kind: 'sync',
		text: { de: 'Meldung an „{target}“ nach Versuch {attempt} aufgegeben ({error})', en: 'Message to “{target}” given up after attempt {attempt} ({error})' },
		remedy: { de: 'Prüfen Sie in den Einstellungen mit „Testen“ oder „Verbindung prüfen“, was das Programm antwortet, und senden Sie die Meldung dann noch einmal.', en: 'See with “Test” or “Check the connection” in the settings what the program answers, then send the message again.' },
	},
	DELIVERY_RETRIED: { kind: 'sync', text: { de: 'Meldung an „{target}“ noch einmal zum Senden vorgemerkt', en: 'Message to “{target}” queued once more' } },
	DELIVERY_DISCARDED: { kind: 'sync', text: { de: 'Meldung an „{target}“ verworfen', en: 'Message to “{target}” discarded' } },
	WEBHOOK_ADDED: { kind: 'practice', text: { de: 'Webhook „{name}“ angelegt', en: 'Webhook “{name}” added' } },
	WEBHOOK_SECRET: { kind: 'practice', text: { de: 'Neues Geheimnis für den Webhook „{name}“', en: 'New secret for the webhook “{name}”' } },
	WEBHOOK_REMOVED: { kind: 'practice', text: { de: 'Webhook „{name}“ entfernt', en: 'Webhook “{name}” removed' } },
	REMOTE_EVENT_OUTDATED: { kind: 'sync', text: { de: 'Meldung der Praxissoftware ({program}) übergangen: Eine neuere ist schon da', en: 'Message of the practice software ({program}) passed over: a newer one is here already' } },
	REMOTE_EVENT_REFUSED: {
		kind: 'sync',
		text: { de: 'Meldung der Praxissoftware ({program}) abgelehnt ({code})', en: 'Message of the practice software ({program}) refused ({code})' },
		remedy: { de: 'Prüfen Sie, ob der Termin hier und in der Praxissoftware gleich eingetragen ist.', en: 'Check that the appointment is entered alike here and in the practice software.' },
	},
	REST_KEY_SET: { kind: 'practice', text: { de: 'Schlüssel der REST-Schnittstelle hinterlegt ({program})', en: 'Key of the REST interface set ({program})' } },
	REST_KEY_REMOVED: { kind: 'practice', text: { de: 'Schlüssel der REST-Schnittstelle entfernt ({program})', en: 'Key of the REST interface removed ({program})' } },
	REST_SECRET_MADE: { kind: 'practice', text: { de: 'Neues Geheimnis für Meldungen der Praxissoftware ({program})', en: 'New secret for messages of the practice software ({program})' } },
	PROGRAM_CONNECTED: { kind: 'practice', text: { de: 'Praxissoftware verbunden: {program}', en: 'Practice software connected: {program}' } },
	PROGRAM_PASSWORD: { kind: 'practice', text: { de: 'Neues App-Passwort für {program}', en: 'New app password for {program}' } },
	PROGRAM_PAUSED: { kind: 'practice', text: { de: 'Verbindung angehalten: {program}', en: 'Connection paused: {program}' } },
	PROGRAM_REMOVED: { kind: 'practice', text: { de: 'Verbindung getrennt: {program}', en: 'Connection removed: {program}' } },
	CONFIGURATION_CHANGED: { kind: 'practice', text: { de: 'Einstellungen geändert', en: 'Settings changed' } },
	PRACTICE_PROVISIONED: { kind: 'practice', text: { de: 'Praxis eingerichtet oder abgeglichen', en: 'Practice set up or brought in line' } },
	LOG_RESOLVED: { kind: 'practice', text: { de: 'Namen zu Protokolleinträgen angesehen (Termine: {count})', en: 'Names for entries of the log looked at (appointments: {count})' } },
	LOG_EXPORTED: { kind: 'practice', text: { de: 'Protokoll exportiert (Einträge: {count})', en: 'Log exported (entries: {count})' } },
	FEED_LINK_MADE: { kind: 'practice', text: { de: 'Link für den Kalender-Feed erzeugt', en: 'Link to the calendar feed made' } },
	FEED_LINK_REVOKED: { kind: 'practice', text: { de: 'Link für den Kalender-Feed widerrufen', en: 'Link to the calendar feed revoked' } },
	APP_PASSWORD_CREATED: { kind: 'practice', text: { de: 'App-Passwort für das Konto „{account}“ angelegt', en: 'App password for the account “{account}” created' } },
}

/** What follows an entry's text: which fields changed too, and that the patient is to be told. */
export const logSuffixes: Readonly<Record<'fields' | 'mail' | 'parts', Text>> = {
	fields: { de: ' (Angaben: {fields})', en: ' (fields: {fields})' },
	parts: { de: ' (Bereiche: {parts})', en: ' (parts: {parts})' },
	mail: { de: '; E-Mail vorgemerkt', en: '; mail queued' },
}

/** Parts of the practice configuration that an entry may name. */
export const logParts: Readonly<Record<string, Text>> = {
	practice: { de: 'Praxis', en: 'Practice' },
	website: { de: 'Website', en: 'Website' },
	calendars: { de: 'Kalender', en: 'Calendars' },
	appointmentTypes: { de: 'Terminarten', en: 'Appointment types' },
	categories: { de: 'Kategorien', en: 'Categories' },
	booking: { de: 'Buchungsregeln', en: 'Booking rules' },
	roles: { de: 'Rollen', en: 'Roles' },
	syncIntervalMinutes: { de: 'Synchronisation', en: 'Synchronisation' },
	mailTexts: { de: 'Texte der E-Mails', en: 'Mail texts' },
	pvs: { de: 'Praxissoftware', en: 'Practice software' },
	webhooks: { de: 'Webhooks', en: 'Webhooks' },
	retention: { de: 'Aufbewahrung', en: 'Retention' },
}

/** Fields of an appointment beside the catalogue's that an entry may name. */
export const logFields: Readonly<Record<string, Text>> = {
	note: { de: 'Notiz', en: 'Note' },
	repetition: { de: 'Wiederholung', en: 'Repetition' },
}

/** What a program was told of. */
export const logEvents: Readonly<Record<string, Text>> = {
	created: { de: 'neu', en: 'new' },
	approved: { de: 'bestätigt', en: 'approved' },
	moved: { de: 'verschoben', en: 'moved' },
	cancelled: { de: 'abgesagt', en: 'cancelled' },
	changed: { de: 'geändert', en: 'changed' },
	deleted: { de: 'gelöscht', en: 'deleted' },
}

/** In which role somebody wrote. */
export const logRoles: Readonly<Record<string, Text>> = {
	booking: { de: 'Website', en: 'Website' },
	staff: { de: 'Praxisteam', en: 'Practice team' },
	admin: { de: 'Leitung der Praxis', en: 'Practice management' },
	pvs: { de: 'Praxissoftware', en: 'Practice software' },
	patient: { de: 'Patientin oder Patient', en: 'Patient' },
	'': { de: 'System', en: 'System' },
}

/** By which way it was written. */
export const logWays: Readonly<Record<string, Text>> = {
	website: { de: 'über die Website', en: 'through the website' },
	link: { de: 'über den Link in der E-Mail', en: 'by the link in the mail' },
	browser: { de: 'in Nextcloud', en: 'in Nextcloud' },
	caldav: { de: 'mit einem Kalenderprogramm', en: 'with a calendar program' },
	sync: { de: 'durch Synchronisation', en: 'by synchronisation' },
	occ: { de: 'auf dem Server', en: 'on the server' },
}
