// SPDX-License-Identifier: GPL-3.0-or-later

/** HTTP status that carries the issue, and its text in each language. */
export interface IssueEntry {
	readonly status: number
	readonly de: string
	readonly en: string
}

/** Every issue that any part of the software can raise; one place, so that each has a text in both languages. */
export const issueCatalogue = {
	// one field
	FIELD_REQUIRED: { status: 400, de: 'Bitte füllen Sie „{field}“ aus.', en: 'Please fill in “{field}”.' },
	FIELD_VALUE_NOT_ALLOWED: { status: 400, de: '„{field}“ hat einen unzulässigen Wert. Möglich sind: {allowed}.', en: '“{field}” has a value that is not allowed. Possible are: {allowed}.' },
	FIELD_TOO_LONG: { status: 400, de: '„{field}“ darf höchstens {max} Zeichen lang sein.', en: '“{field}” may have at most {max} characters.' },
	FIELD_FORMAT: { status: 400, de: '„{field}“ hat nicht die erwartete Form ({format}).', en: '“{field}” does not have the expected form ({format}).' },
	FIELD_REPEATED: { status: 400, de: '„{field}“ kommt mehrfach vor.', en: '“{field}” is given more than once.' },
	FIELD_UNKNOWN: { status: 400, de: 'Das Feld „{field}“ ist unbekannt.', en: 'The field “{field}” is unknown.' },
	CONTACT_REQUIRED: { status: 400, de: 'Bitte geben Sie eine E-Mail-Adresse oder Telefonnummer an.', en: 'Please give an e-mail address or a phone number.' },
	BIRTHDATE_IN_FUTURE: { status: 400, de: 'Das Geburtsdatum liegt in der Zukunft.', en: 'The birth date is in the future.' },
	BIRTHDATE_IMPLAUSIBLE: { status: 400, de: 'Das Geburtsdatum liegt mehr als 130 Jahre zurück.', en: 'The birth date is more than 130 years ago.' },
	CONSENT_REQUIRED: { status: 400, de: 'Bitte stimmen Sie der Datenschutzerklärung zu.', en: 'Please accept the privacy statement.' },
	CONSENT_OUTDATED: { status: 400, de: 'Die Datenschutzerklärung wurde geändert. Bitte lesen Sie sie noch einmal.', en: 'The privacy statement has changed. Please read it again.' },
	// type and calendar
	CALENDAR_UNKNOWN: { status: 404, de: 'Diesen Kalender gibt es nicht.', en: 'There is no such calendar.' },
	TYPE_UNKNOWN: { status: 400, de: 'Diese Terminart gibt es nicht.', en: 'There is no such appointment type.' },
	TYPE_NOT_OFFERED: { status: 400, de: 'Diese Terminart wird in diesem Kalender nicht angeboten.', en: 'This appointment type is not offered in this calendar.' },
	INSURANCE_NOT_ACCEPTED: { status: 400, de: 'Diese Terminart ist für Ihre Versicherung nicht buchbar.', en: 'This appointment type can not be booked with your insurance.' },
	// time
	TIME_INVALID: { status: 400, de: '„{field}“ ist keine gültige Zeitangabe.', en: '“{field}” is not a valid time.' },
	START_IN_PAST: { status: 400, de: 'Der Termin liegt in der Vergangenheit.', en: 'The appointment is in the past.' },
	NOTICE_TOO_SHORT: { status: 400, de: 'Bitte buchen Sie mindestens {minutes} Minuten im Voraus.', en: 'Please book at least {minutes} minutes ahead.' },
	BEYOND_HORIZON: { status: 400, de: 'Termine können höchstens {days} Tage im Voraus gebucht werden.', en: 'Appointments can be booked at most {days} days ahead.' },
	OUTSIDE_OPENING_HOURS: { status: 400, de: 'Der Termin liegt außerhalb der Sprechzeiten.', en: 'The appointment is outside the opening hours.' },
	OFF_GRID: { status: 400, de: 'Termine beginnen nur alle {minutes} Minuten.', en: 'Appointments start every {minutes} minutes only.' },
	WRONG_DURATION: { status: 400, de: 'Diese Terminart dauert {minutes} Minuten.', en: 'This appointment type takes {minutes} minutes.' },
	DAILY_MAXIMUM_REACHED: { status: 409, de: 'An diesem Tag sind online keine weiteren Termine buchbar.', en: 'No further appointments can be booked online on this day.' },
	SLOT_TAKEN: { status: 409, de: 'Dieser Termin ist leider gerade vergeben worden. Bitte wählen Sie einen anderen.', en: 'This slot has just been taken. Please choose another one.' },
	HOLD_LIMIT_REACHED: { status: 429, de: 'Sie reservieren schon {max} Termine zugleich; mehr geht nicht.', en: 'You are holding {max} slots already; more is not possible.' },
	RANGE_INVALID: { status: 400, de: 'Der Zeitraum ist ungültig (höchstens {days} Tage).', en: 'The range of time is not valid ({days} days at most).' },
	// calendar object
	OBJECT_MALFORMED: { status: 400, de: 'Das Kalenderobjekt ist nicht lesbar.', en: 'The calendar object can not be read.' },
	OBJECT_TOO_LARGE: { status: 413, de: 'Das Kalenderobjekt ist zu groß (höchstens {max} Byte).', en: 'The calendar object is too large ({max} bytes at most).' },
	CONTENT_TYPE_UNSUPPORTED: { status: 415, de: 'Erwartet wird text/calendar oder application/calendar+json.', en: 'Expected is text/calendar or application/calendar+json.' },
	COMPONENT_NOT_ALLOWED: { status: 400, de: 'Die Komponente {component} ist in einer Buchung nicht erlaubt.', en: 'The component {component} is not allowed in a booking.' },
	ONE_EVENT_ONLY: { status: 400, de: 'Eine Buchung enthält genau einen Termin.', en: 'A booking holds exactly one appointment.' },
	RECURRENCE_NOT_ALLOWED: { status: 400, de: 'Eine Buchung darf sich nicht wiederholen.', en: 'A booking must not recur.' },
	ATTACHMENT_NOT_ALLOWED: { status: 400, de: 'Eine Buchung darf keine Anhänge haben.', en: 'A booking must not have attachments.' },
	ATTENDEE_FOREIGN: { status: 400, de: 'Eine Buchung darf nur die Patientin oder den Patienten als Teilnehmenden nennen.', en: 'A booking may name the patient as the only attendee.' },
	ORGANIZER_FOREIGN: { status: 400, de: 'Eine Buchung darf nur die Praxis als Organisator nennen.', en: 'A booking may name the practice as the only organizer.' },
	UID_INVALID: { status: 400, de: 'Die UID hat nicht die erwartete Form.', en: 'The UID does not have the expected form.' },
	UID_URI_MISMATCH: { status: 400, de: 'Die Adresse des Objekts muss aus seiner UID gebildet sein.', en: 'The address of the object must be made of its UID.' },
	UID_EXISTS: { status: 409, de: 'Dieser Termin ist bereits vorhanden.', en: 'This appointment exists already.' },
	IF_NONE_MATCH_REQUIRED: { status: 400, de: 'Eine Buchung braucht den Header If-None-Match: *.', en: 'A booking needs the header If-None-Match: *.' },
	// rights and transitions
	AUTHORITY_PVS: { status: 403, de: 'In diesem Kalender ändert die Praxissoftware die Termine. Hier lassen sich nur Anfragen bestätigen oder ablehnen.', en: 'In this calendar the practice software changes the appointments. Only requests can be approved or rejected here.' },
	AUTHORITY_NEXTCLOUD: { status: 403, de: 'Termine dieses Kalenders werden in Nextcloud geändert. Die Praxissoftware darf sie lesen und neue anlegen.', en: 'Appointments of this calendar are changed in Nextcloud. The practice software may read them and create new ones.' },
	ROLE_FORBIDDEN: { status: 403, de: 'Dazu hat dieses Konto kein Recht ({action}).', en: 'This account has no right to do that ({action}).' },
	TRANSITION_FORBIDDEN: { status: 403, de: 'Ein Termin kann nicht von {from} nach {to} wechseln.', en: 'An appointment can not change from {from} to {to}.' },
	UNDO_EXPIRED: { status: 403, de: 'Rückgängig machen ist nur {seconds} Sekunden lang möglich.', en: 'Undo is possible for {seconds} seconds only.' },
	STATUS_UNKNOWN: { status: 400, de: 'Der Status {status} ist unbekannt.', en: 'The status {status} is unknown.' },
	STALE: { status: 412, de: 'Der Termin wurde inzwischen geändert. Bitte laden Sie ihn neu.', en: 'The appointment has been changed in the meantime. Please load it again.' },
	CHANGED_MEANWHILE: { status: 409, de: 'Die Praxis hat den Termin inzwischen geändert. Bitte sehen Sie nach, was jetzt gilt, und versuchen Sie es dann noch einmal.', en: 'The practice has changed the appointment in the meantime. Please look at what holds now, then try again.' },
	// patients, about their own appointment
	LINK_INVALID: { status: 403, de: 'Dieser Link gilt nicht (mehr), oder das Geburtsdatum stimmt nicht.', en: 'This link is not valid (any more), or the birth date is wrong.' },
	APPOINTMENT_CANCELLED: { status: 409, de: 'Dieser Termin ist bereits abgesagt.', en: 'This appointment has been cancelled already.' },
	DEADLINE_PASSED: { status: 403, de: 'Online lässt sich dieser Termin nur bis {hours} Stunden vor seinem Beginn absagen oder verlegen. Bitte rufen Sie uns an: {phone}.', en: 'Online this appointment can be cancelled or moved until {hours} hours before it starts. Please call us: {phone}.' },
	SELF_SERVICE_UNAVAILABLE: { status: 403, de: 'Dieser Termin lässt sich online nicht absagen oder verlegen. Bitte rufen Sie uns an: {phone}.', en: 'This appointment can not be cancelled or moved online. Please call us: {phone}.' },
	APPOINTMENT_UNREACHABLE: { status: 503, de: 'Ihr Termin lässt sich gerade nicht abrufen; geändert wurde nichts. Bitte versuchen Sie es später noch einmal, oder rufen Sie uns an: {phone}.', en: 'Your appointment can not be looked up at the moment; nothing has been changed. Please try again later, or call us: {phone}.' },
	CHANGE_UNCERTAIN: { status: 503, de: 'Die Praxis hat nicht rechtzeitig geantwortet; ob Ihre Änderung angekommen ist, wissen wir nicht. Bitte sehen Sie nach, was jetzt gilt, oder rufen Sie uns an: {phone}.', en: 'The practice did not answer in time; we can not tell whether your change arrived. Please look at what holds now, or call us: {phone}.' },
	// the waiting list
	OFFER_OVER: { status: 409, de: 'Dieses Angebot gilt nicht mehr. Sie bleiben auf der Warteliste; Ihr bisheriger Termin gilt weiter.', en: 'This offer is no longer valid. You stay on the waiting list; the appointment you have still holds.' },
	OFFER_UNCERTAIN: { status: 503, de: 'Die Praxis ist gerade nicht zu erreichen; ob Ihre Antwort angekommen ist, wissen wir nicht. Bitte senden Sie sie noch einmal, oder rufen Sie uns an: {phone}.', en: 'The practice can not be reached at the moment; we can not tell whether your answer arrived. Please send it again, or call us: {phone}.' },
	OFFER_OPEN: { status: 409, de: 'Für diesen Eintrag oder diese Zeit gibt es schon ein offenes Angebot.', en: 'There is an open offer for this entry or this time already.' },
	OFFER_UNFIT: { status: 409, de: 'Diese Zeit passt nicht (mehr) zu dem Eintrag.', en: 'This time does not fit the entry (any more).' },
	OFFER_UNREACHABLE: { status: 409, de: 'Für ein Angebot braucht der Eintrag E-Mail-Adresse und Geburtsdatum. Bitte rufen Sie an.', en: 'For an offer the entry needs an e-mail address and a birth date. Please call.' },
	OFFER_PAGE_MISSING: { status: 409, de: 'In der Konfiguration fehlt die Seite der Website, auf der Angebote angenommen werden (website.manageUrl).', en: 'The configuration lacks the page of the website on which offers are accepted (website.manageUrl).' },
	OFFER_NOT_SENT: { status: 502, de: 'Die E-Mail mit dem Angebot ließ sich nicht senden; es gilt nicht. Bitte versuchen Sie es später noch einmal, oder rufen Sie an.', en: 'The e-mail with the offer could not be sent; the offer does not hold. Please try again later, or call.' },
	NOT_FOUND: { status: 404, de: 'Das gibt es nicht.', en: 'There is no such thing.' },
	// relay
	REQUEST_MALFORMED: { status: 400, de: 'Die Anfrage ist nicht lesbar.', en: 'The request can not be read.' },
	REQUEST_TOO_LARGE: { status: 413, de: 'Die Anfrage ist zu groß.', en: 'The request is too large.' },
	RATE_LIMITED: { status: 429, de: 'Zu viele Anfragen. Bitte versuchen Sie es in {seconds} Sekunden wieder.', en: 'Too many requests. Please try again in {seconds} seconds.' },
	IDEMPOTENCY_KEY_REUSED: { status: 409, de: 'Diese Anfrage wurde mit anderem Inhalt schon gesendet.', en: 'This request has been sent before with other content.' },
	REQUEST_IN_PROGRESS: { status: 409, de: 'Ihre Anfrage wird gerade bearbeitet. Bitte warten Sie einen Moment.', en: 'Your request is being processed. Please wait a moment.' },
	SPAM_SUSPECTED: { status: 400, de: 'Die Anfrage wurde nicht angenommen. Bitte rufen Sie uns an: {phone}.', en: 'The request was not accepted. Please call us: {phone}.' },
	NOT_CONFIGURED: { status: 503, de: 'Die Online-Buchung ist noch nicht eingerichtet. Bitte rufen Sie uns an: {phone}.', en: 'Online booking is not set up yet. Please call us: {phone}.' },
	CALENDAR_UNREACHABLE: { status: 503, de: 'Die Online-Buchung ist gerade nicht erreichbar. Ihr Termin wurde nicht gebucht. Bitte rufen Sie uns an: {phone}.', en: 'Online booking can not be reached at the moment. Your appointment has not been booked. Please call us: {phone}.' },
	BOOKING_UNCERTAIN: { status: 503, de: 'Die Praxis hat nicht rechtzeitig geantwortet; ob Ihre Anfrage angekommen ist, wissen wir nicht. Bitte senden Sie sie noch einmal (sie wird nicht doppelt gebucht), oder rufen Sie uns an: {phone}.', en: 'The practice did not answer in time; we can not tell whether your request arrived. Please send it again (it will not be booked twice), or call us: {phone}.' },
	JSON_EXPECTED: { status: 415, de: 'Erwartet wird application/json.', en: 'Expected is application/json.' },
	ORIGIN_FOREIGN: { status: 403, de: 'Diese Anfrage kommt von einer anderen Website.', en: 'This request comes from another website.' },
	SIGNATURE_INVALID: { status: 401, de: 'Die Signatur fehlt, stimmt nicht oder ist zu alt.', en: 'The signature is missing, wrong or too old.' },
	NEW_PATIENTS_ONLY: { status: 400, de: 'Diese Terminart ist für neue Patientinnen und Patienten. Bitte wählen Sie eine andere.', en: 'This appointment type is for new patients. Please choose another one.' },
	EXISTING_PATIENTS_ONLY: { status: 400, de: 'Diese Terminart ist für Patientinnen und Patienten, die schon bei uns waren. Bitte wählen Sie eine andere.', en: 'This appointment type is for patients who have been here before. Please choose another one.' },
	// set-up (connection test, provisioning)
	ADDRESS_INVALID: { status: 400, de: 'Die Adresse der Nextcloud ist ungültig. Sie beginnt mit https://.', en: 'The address of the Nextcloud is not valid. It starts with https://.' },
	HOST_UNREACHABLE: { status: 502, de: 'Unter {address} antwortet kein Server. Stimmt die Adresse, und ist Port 443 offen?', en: 'No server answers at {address}. Is the address right, and is port 443 open?' },
	TLS_FAILED: { status: 502, de: 'Die verschlüsselte Verbindung zu {address} kam nicht zustande. Ist das Zertifikat gültig?', en: 'The encrypted connection to {address} failed. Is the certificate valid?' },
	NOT_A_NEXTCLOUD: { status: 502, de: 'Unter {address} antwortet keine Nextcloud.', en: 'What answers at {address} is not a Nextcloud.' },
	APP_MISSING: { status: 502, de: 'Auf dieser Nextcloud ist die App Sprechstunde nicht aktiv.', en: 'The app Sprechstunde is not enabled on this Nextcloud.' },
	CREDENTIALS_REJECTED: { status: 502, de: 'Benutzername oder App-Passwort stimmt nicht.', en: 'The user name or the app password is wrong.' },
	CREDENTIALS_UNREADABLE: { status: 503, de: 'Das gespeicherte App-Passwort ist nicht mehr lesbar, weil sich die Schlüssel dieser Website geändert haben. Bitte geben Sie es noch einmal ein.', en: 'The stored app password can not be read any more, because the keys of this website have changed. Please enter it again.' },
	NOT_A_BOOKING_ACCOUNT: { status: 502, de: 'Dieses Konto gehört nicht zur Gruppe der Online-Buchung.', en: 'This account does not belong to the group of online booking.' },
	CONFIGURATION_MISSING: { status: 503, de: 'Die Praxis ist auf der Nextcloud noch nicht eingerichtet.', en: 'The practice is not set up on the Nextcloud yet.' },
	// practice configuration
	SCHEMA_VIOLATION: { status: 400, de: '{field}: die Regel „{rule}“ ist verletzt ({expected}).', en: '{field}: the rule “{rule}” is broken ({expected}).' },
	REFERENCE_UNKNOWN: { status: 400, de: '{field}: „{value}“ ist nirgends erklärt.', en: '{field}: “{value}” is not defined anywhere.' },
	DUPLICATE_ID: { status: 400, de: '{field}: „{value}“ kommt mehrfach vor.', en: '{field}: “{value}” is used more than once.' },
	HOURS_OVERLAP: { status: 400, de: '{field}: die Zeiten überschneiden sich oder enden vor ihrem Beginn.', en: '{field}: the hours overlap, or end before they start.' },
	ONE_MAIN_CALENDAR: { status: 400, de: 'Genau ein Kalender muss der Hauptkalender sein.', en: 'Exactly one calendar must be the main one.' },
	OWNER_UNKNOWN: { status: 400, de: '{field}: das Konto „{value}“ gibt es nicht.', en: '{field}: there is no account “{value}”.' },
	TWO_ROLES: { status: 400, de: 'Das Konto „{value}“ hat zwei Rollen ({roles}); erlaubt ist eine.', en: 'The account “{value}” has two roles ({roles}); one is allowed.' },
	GROUP_SHARED_BY_ROLES: { status: 400, de: '{field}: die Gruppe „{value}“ steht für zwei Rollen.', en: '{field}: the group “{value}” stands for two roles.' },
	PLACEHOLDER_UNKNOWN: { status: 400, de: '{field}: für „{value}“ gibt es nichts einzusetzen. Möglich sind: {allowed}.', en: '{field}: there is nothing to put in for “{value}”. Possible are: {allowed}.' },
	FIELD_OUT_OF_RANGE: { status: 400, de: '„{field}“ muss eine ganze Zahl von {min} bis {max} sein.', en: '“{field}” has to be a whole number from {min} to {max}.' },
	WEBHOOK_URL: { status: 400, de: '{field}: die Adresse beginnt mit https://; mit http:// darf sie nur auf eine Nummer im eigenen Netz zeigen (wie http://192.168.1.20:8080/). Benutzernamen und „#“ gehören nicht hinein.', en: '{field}: the address starts with https://; with http:// it may only point to a number in the own network (like http://192.168.1.20:8080/). User names and “#” do not belong in it.' },
	CONFIGURATION_STALE: { status: 412, de: 'Die Einstellungen wurden inzwischen von jemand anderem gespeichert.', en: 'The settings have been saved by someone else in the meantime.' },
	ALREADY_CONFIGURED: { status: 409, de: 'Die Praxis ist bereits eingerichtet.', en: 'The practice is set up already.' },
	ACCOUNT_NOT_OURS: { status: 409, de: 'Das Konto „{value}“ hat die Verwaltung der Nextcloud angelegt; dort bekommt es auch ein neues Passwort oder wird gesperrt.', en: 'The account “{value}” was made by the administrator of this Nextcloud, who also gives it a new password or locks it.' },
	BOOKING_ACCOUNT_TAKEN: { status: 400, de: 'Das Konto „{value}“ gibt es schon, und es ist nicht nur für die Online-Buchung da. Bitte wählen Sie einen anderen Namen.', en: 'The account “{value}” exists already and is not for online booking only. Please choose another name.' },
	ACCOUNT_FOR_MORE: { status: 403, de: 'Das Konto „{value}“ ist nicht nur für diese Aufgabe da. Ein App-Passwort dafür legt an, wer dieses Konto benutzt.', en: 'The account “{value}” is not for this task only. An app password for it is made by whoever uses that account.' },
	// the server's own fault, or one not foreseen
	MAIL_NOT_SENT: { status: 503, de: 'Der Mailserver hat die E-Mail nicht angenommen; es wurde nichts gesendet. Bitte versuchen Sie es später noch einmal.', en: 'The mail server did not accept the e-mail; nothing has been sent. Please try again later.' },
	STORAGE_UNAVAILABLE: { status: 503, de: 'Der Kalender ist gerade nicht verfügbar; es wurde nichts gespeichert. Bitte versuchen Sie es gleich noch einmal.', en: 'The calendar is not available right now; nothing has been stored. Please try again in a moment.' },
	STORAGE_UNCERTAIN: { status: 504, de: 'Die Datenbank hat nicht bestätigt, dass gespeichert wurde. Bitte sehen Sie nach, bevor Sie es noch einmal versuchen.', en: 'The database did not confirm that this was stored. Please check before you try again.' },
	INTERNAL: { status: 500, de: 'Ein unerwarteter Fehler ist aufgetreten.', en: 'An unexpected error occurred.' },
} as const satisfies Record<string, IssueEntry>

export type IssueCode = keyof typeof issueCatalogue
