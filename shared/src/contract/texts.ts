// SPDX-License-Identifier: GPL-3.0-or-later
import type { Text } from '../practice/practice.ts'
import type { sources } from '../fields/fieldCatalogue.ts'

/** Last line of the rendered part of DESCRIPTION; what a client writes below it is its note. */
export const sourceLines: Readonly<Record<(typeof sources)[number], Text>> = {
	ONLINE_BOOKING: { de: 'Gebucht via Online-Terminbuchung', en: 'Booked online' },
	PRACTICE: { de: 'Eingetragen in der Praxis', en: 'Entered by the practice' },
	PVS: { de: 'Eingetragen in der Praxis-Software', en: 'Entered in the practice software' },
	WAITING_LIST: { de: 'Gebucht über die Warteliste', en: 'Booked from the waiting list' },
}

/** Labels of the lines of DESCRIPTION, in order; field name → label. */
export const descriptionLines: readonly { readonly field: string; readonly label: Text }[] = [
	{ field: 'patientName', label: { de: 'Patient', en: 'Patient' } },
	{ field: 'birthDate', label: { de: 'Geburtsdatum', en: 'Birth date' } },
	{ field: 'insurance', label: { de: 'Versicherung', en: 'Insurance' } },
	{ field: 'phone', label: { de: 'Telefon', en: 'Phone' } },
	{ field: 'email', label: { de: 'E-Mail', en: 'E-mail' } },
	{ field: 'reason', label: { de: 'Grund', en: 'Reason' } },
]

export const insuranceLabels: Readonly<Record<string, Text>> = {
	GESETZLICH: { de: 'Gesetzlich', en: 'Statutory' },
	PRIVAT: { de: 'Privat', en: 'Private' },
	SELBSTZAHLER: { de: 'Selbstzahler', en: 'Self-paying' },
}

/** What a patient says of themselves (X-PATIENT-STATUS). */
export const patientStatusLabels: Readonly<Record<string, Text>> = {
	new: { de: 'Neu in der Praxis', en: 'New to the practice' },
	existing: { de: 'Schon bekannt', en: 'Known already' },
}

export const statusLabels: Readonly<Record<string, Text>> = {
	TENTATIVE: { de: 'Angefragt', en: 'Requested' },
	CONFIRMED: { de: 'Bestätigt', en: 'Confirmed' },
	CANCELLED: { de: 'Abgesagt', en: 'Cancelled' },
}

/** What a patient can be told. */
export type MailEvent = 'requested' | 'confirmed' | 'rejected' | 'cancelled' | 'moved' | 'changed' | 'conflict' | 'conflictCancelled' | 'withdrawn' | 'rescheduled' | 'rescheduleRequested'

export interface MailText {
	/** no names and no reasons: subjects are seen by everybody on the way */
	readonly subject: Text
	readonly heading: Text
	readonly body: Text
	/** iTIP method of the attached .ics (RFC 5546 §3.2) */
	readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
}

/** Mails to the patient. Params: practice, doctor, date, time, endTime, type, location, phone, reason, name. */
export const mailTexts: Readonly<Record<MailEvent, MailText>> = {
	requested: {
		subject: { de: 'Ihre Terminanfrage bei {practice}', en: 'Your appointment request at {practice}' },
		heading: { de: 'Wir haben Ihre Anfrage erhalten', en: 'We have received your request' },
		body: { de: 'Guten Tag {name},\n\nvielen Dank für Ihre Anfrage. Der Termin ist für Sie vorgemerkt, aber noch nicht bestätigt. Sie hören von uns, sobald die Praxis ihn geprüft hat.', en: 'Dear {name},\n\nthank you for your request. The appointment is reserved for you but not confirmed yet. You will hear from us as soon as the practice has checked it.' },
		method: 'PUBLISH',
	},
	confirmed: {
		subject: { de: 'Ihr Termin bei {practice} ist bestätigt', en: 'Your appointment at {practice} is confirmed' },
		heading: { de: 'Ihr Termin ist bestätigt', en: 'Your appointment is confirmed' },
		body: { de: 'Guten Tag {name},\n\nIhr Termin ist bestätigt. Wir freuen uns auf Sie. Wenn Sie verhindert sind, sagen Sie bitte rechtzeitig ab: {phone}.', en: 'Dear {name},\n\nyour appointment is confirmed. We look forward to seeing you. If you can not come, please call us in good time: {phone}.' },
		method: 'REQUEST',
	},
	rejected: {
		subject: { de: 'Ihre Terminanfrage bei {practice}', en: 'Your appointment request at {practice}' },
		heading: { de: 'Wir können den Termin leider nicht anbieten', en: 'Unfortunately we can not offer this appointment' },
		body: { de: 'Guten Tag {name},\n\nleider können wir Ihnen den angefragten Termin nicht anbieten. Bitte wählen Sie einen anderen Termin oder rufen Sie uns an: {phone}.', en: 'Dear {name},\n\nunfortunately we can not offer the appointment you asked for. Please choose another one or call us: {phone}.' },
		method: 'CANCEL',
	},
	cancelled: {
		subject: { de: 'Ihr Termin bei {practice} wurde abgesagt', en: 'Your appointment at {practice} has been cancelled' },
		heading: { de: 'Ihr Termin wurde abgesagt', en: 'Your appointment has been cancelled' },
		body: { de: 'Guten Tag {name},\n\nIhr Termin findet leider nicht statt. Bitte wählen Sie einen anderen Termin oder rufen Sie uns an: {phone}.', en: 'Dear {name},\n\nyour appointment will not take place. Please choose another one or call us: {phone}.' },
		method: 'CANCEL',
	},
	moved: {
		subject: { de: 'Ihr Termin bei {practice} wurde verschoben', en: 'Your appointment at {practice} has been moved' },
		heading: { de: 'Ihr Termin wurde verschoben', en: 'Your appointment has been moved' },
		body: { de: 'Guten Tag {name},\n\nIhr Termin hat eine neue Zeit. Wenn sie Ihnen nicht passt, rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nyour appointment has a new time. If it does not suit you, please call us: {phone}.' },
		method: 'REQUEST',
	},
	changed: {
		subject: { de: 'Ihr Termin bei {practice} wurde geändert', en: 'Your appointment at {practice} has been changed' },
		heading: { de: 'Ihr Termin wurde geändert', en: 'Your appointment has been changed' },
		body: { de: 'Guten Tag {name},\n\nzu Ihrem Termin gibt es neue Angaben. Bei Fragen rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nthere is news about your appointment. If you have questions, please call us: {phone}.' },
		method: 'REQUEST',
	},
	conflict: {
		subject: { de: 'Ihr Termin bei {practice}: diese Zeit gilt', en: 'Your appointment at {practice}: this time holds' },
		heading: { de: 'Es gilt die Zeit der Praxis', en: 'The time set by the practice holds' },
		body: { de: 'Guten Tag {name},\n\nSie und die Praxis haben Ihren Termin fast gleichzeitig geändert. Es gilt, was die Praxis eingetragen hat; Sie finden es hier. Wenn es Ihnen nicht passt, rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nyou and the practice changed your appointment at almost the same moment. What the practice entered holds; you find it here. If it does not suit you, please call us: {phone}.' },
		method: 'REQUEST',
	},
	conflictCancelled: {
		subject: { de: 'Ihr Termin bei {practice} findet nicht statt', en: 'Your appointment at {practice} will not take place' },
		heading: { de: 'Ihr Termin findet nicht statt', en: 'Your appointment will not take place' },
		body: { de: 'Guten Tag {name},\n\nSie und die Praxis haben Ihren Termin fast gleichzeitig geändert. Die Praxis hat ihn abgesagt; er findet nicht statt. Bitte wählen Sie einen anderen Termin oder rufen Sie uns an: {phone}.', en: 'Dear {name},\n\nyou and the practice changed your appointment at almost the same moment. The practice cancelled it; it will not take place. Please choose another one or call us: {phone}.' },
		method: 'CANCEL',
	},
	withdrawn: {
		subject: { de: 'Ihre Absage bei {practice}', en: 'Your cancellation at {practice}' },
		heading: { de: 'Sie haben Ihren Termin abgesagt', en: 'You have cancelled your appointment' },
		body: { de: 'Guten Tag {name},\n\nSie haben diesen Termin abgesagt; er findet nicht statt. Wenn das ein Versehen war, rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nyou have cancelled this appointment; it will not take place. If that was a mistake, please call us: {phone}.' },
		method: 'CANCEL',
	},
	rescheduled: {
		subject: { de: 'Ihr Termin bei {practice} ist verlegt', en: 'Your appointment at {practice} has been rescheduled' },
		heading: { de: 'Ihr Termin ist verlegt', en: 'Your appointment has been rescheduled' },
		body: { de: 'Guten Tag {name},\n\nSie haben Ihren Termin verlegt; die neue Zeit ist bestätigt. Wenn das ein Versehen war, rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nyou have moved your appointment; the new time is confirmed. If that was a mistake, please call us: {phone}.' },
		method: 'REQUEST',
	},
	rescheduleRequested: {
		subject: { de: 'Ihr neuer Terminwunsch bei {practice}', en: 'The new time you asked for at {practice}' },
		heading: { de: 'Ihr neuer Terminwunsch ist vorgemerkt', en: 'The new time is reserved for you' },
		body: { de: 'Guten Tag {name},\n\nSie haben Ihren Termin verlegt. Die neue Zeit ist für Sie vorgemerkt, aber noch nicht bestätigt; die bisherige gilt nicht mehr. Sie hören von uns, sobald die Praxis sie geprüft hat.', en: 'Dear {name},\n\nyou have moved your appointment. The new time is reserved for you but not confirmed yet; the former one no longer holds. You will hear from us as soon as the practice has checked it.' },
		method: 'REQUEST',
	},
}

/** Last paragraph of a mail about an appointment that takes place, where the website has a page for it. Param: link. */
export const manageText: Text = { de: 'Termin ansehen, verlegen oder absagen:\n{link}', en: 'See, move or cancel the appointment:\n{link}' }

/** Labels of the facts listed in a mail. */
export const mailLabels: Readonly<Record<string, Text>> = {
	when: { de: 'Wann', en: 'When' },
	where: { de: 'Wo', en: 'Where' },
	doctor: { de: 'Bei', en: 'With' },
	type: { de: 'Terminart', en: 'Appointment' },
	reason: { de: 'Begründung', en: 'Reason' },
	status: { de: 'Status', en: 'Status' },
	clock: { de: '{date}, {time} bis {endTime} Uhr', en: '{date}, {time} to {endTime}' },
}

/** What the practice's admins are told, by mail and notification: never whom it is about. */
export const alertTexts: Readonly<Record<'conflict' | 'unanswered' | 'request' | 'delivery' | 'listener', { readonly subject: Text; readonly body: Text }>> = {
	conflict: {
		subject: { de: 'Konflikt: Die Praxissoftware hat eine Änderung überschrieben', en: 'Conflict: the practice software overwrote a change' },
		body: { de: 'Die Praxissoftware hat einen Termin geändert, den kurz zuvor die Website oder die Patientin oder der Patient selbst geändert hatte. Es gilt, was die Praxissoftware eingetragen hat; die Patientin oder der Patient erfährt davon. Beide Fassungen sind aufbewahrt und lassen sich wiederherstellen.', en: 'The practice software changed an appointment that the website or the patient had changed just before. What the practice software entered holds; the patient is told so. Both versions are kept and can be restored.' },
	},
	// by notification only; params: when, doctor
	request: {
		subject: { de: 'Neue Terminanfrage: {when}', en: 'New appointment request: {when}' },
		body: { de: 'Bei {doctor}. Bitte bestätigen oder ablehnen.', en: 'With {doctor}. Please approve or reject it.' },
	},
	delivery: {
		subject: { de: 'Eine E-Mail konnte nicht zugestellt werden', en: 'A mail could not be delivered' },
		body: { de: 'Eine Patientin oder ein Patient hat eine Nachricht zum Termin nicht erhalten. In der Übersicht lässt sie sich noch einmal senden oder verwerfen.', en: 'A patient has not received a message about an appointment. In the overview it can be sent again or discarded.' },
	},
	listener: {
		subject: { de: 'Eine Meldung an ein Programm konnte nicht zugestellt werden', en: 'A message to a program could not be delivered' },
		body: { de: 'Ein Programm, das Änderungen an Terminen erfahren soll, war einen Tag lang nicht zu erreichen oder möchte keine Meldungen mehr. In der Übersicht lassen sie sich noch einmal senden oder verwerfen.', en: 'A program that is to hear of changes of appointments could not be reached for a day, or wants no more messages. In the overview they can be sent again or discarded.' },
	},
	unanswered: {
		subject: { de: 'Terminanfragen warten seit Langem auf Antwort', en: 'Appointment requests have been waiting for an answer for long' },
		body: { de: 'Mindestens eine Terminanfrage ist länger unbeantwortet, als es in den Einstellungen der Praxis steht. Bitte bestätigen Sie sie, verschieben Sie sie oder lehnen Sie sie ab.', en: 'At least one appointment request has been unanswered for longer than the practice’s settings say. Please approve it, move it or reject it.' },
	},
}

/** A question of the practice to a patient, whose text is the practice's own. Params: practice. */
export const questionTexts: Readonly<Record<'subject', Text>> = {
	subject: { de: 'Rückfrage zu Ihrem Termin bei {practice}', en: 'A question about your appointment at {practice}' },
}

/** An offer of the waiting list, by mail. Params: practice, name, until, link, phone. */
export const offerTexts: Readonly<Record<'subject' | 'heading' | 'body' | 'until', Text>> = {
	// no names and no reasons: subjects are seen by everybody on the way
	subject: { de: 'Ein früherer Termin bei {practice}', en: 'An earlier appointment at {practice}' },
	heading: { de: 'Ein Termin ist frei geworden', en: 'An appointment has become free' },
	body: { de: 'Guten Tag {name},\n\nSie stehen auf unserer Warteliste, und dieser Termin ist frei geworden. Wir halten ihn für Sie frei bis {until}.\n\nTermin annehmen oder ablehnen:\n{link}\n\nWenn Sie nichts tun, bleiben Sie auf der Warteliste, und ein Termin, den Sie schon haben, gilt weiter. Bei Fragen rufen Sie uns bitte an: {phone}.', en: 'Dear {name},\n\nyou are on our waiting list, and this appointment has become free. We keep it for you until {until}.\n\nAccept or decline the appointment:\n{link}\n\nIf you do nothing, you stay on the waiting list, and an appointment that you already have still holds. If you have questions, please call us: {phone}.' },
	until: { de: '{date}, {time} Uhr', en: '{date}, {time}' },
}
