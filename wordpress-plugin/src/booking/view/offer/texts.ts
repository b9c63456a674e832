// SPDX-License-Identifier: GPL-3.0-or-later
import type { Language } from '../texts.ts'

const de = {
	title: 'Ein Termin ist frei geworden',
	intro: 'Bitte geben Sie zur Sicherheit Ihr Geburtsdatum an. Dann sehen Sie den Termin, den wir Ihnen anbieten.',
	birthDate: 'Geburtsdatum',
	birthDateWrong: 'Bitte geben Sie Ihr Geburtsdatum an.',
	show: 'Termin ansehen',
	loading: 'Einen Moment bitte …',
	offered: 'Diesen Termin halten wir für Sie frei bis {until}.',
	when: 'Termin',
	doctor: 'Bei',
	type: 'Terminart',
	where: 'Wo',
	replaces: 'Ersetzt Ihren Termin',
	accept: 'Termin annehmen',
	decline: 'Nein, danke',
	accepted: 'Der Termin gehört Ihnen',
	acceptedNext: 'Er ist bestätigt. Sie bekommen dazu eine E-Mail. Wir freuen uns auf Sie.',
	declined: 'Sie haben abgelehnt',
	declinedNext: 'Sie bleiben auf der Warteliste. Ein Termin, den Sie schon haben, gilt weiter.',
	over: 'Dieses Angebot ist abgelaufen. Sie bleiben auf der Warteliste; ein Termin, den Sie schon haben, gilt weiter.',
	book: 'Zur Terminbuchung',
	offline: 'Die Verbindung ist unterbrochen. Bitte versuchen Sie es noch einmal.',
	clock: '{time}\u00a0Uhr',
}

export type OfferTexts = typeof de

export const offerTexts: Readonly<Record<Language, OfferTexts>> = {
	de,
	en: {
		title: 'An appointment has become free',
		intro: 'To be on the safe side, please give your birth date. Then you see the appointment that we offer to you.',
		birthDate: 'Birth date',
		birthDateWrong: 'Please give your birth date.',
		show: 'See the appointment',
		loading: 'One moment please …',
		offered: 'We keep this appointment for you until {until}.',
		when: 'Time',
		doctor: 'With',
		type: 'Appointment',
		where: 'Where',
		replaces: 'Takes the place of',
		accept: 'Accept the appointment',
		decline: 'No, thank you',
		accepted: 'The appointment is yours',
		acceptedNext: 'It is confirmed. You will get an e-mail about it. We look forward to seeing you.',
		declined: 'You have declined',
		declinedNext: 'You stay on the waiting list. An appointment that you already have still holds.',
		over: 'This offer has expired. You stay on the waiting list; an appointment that you already have still holds.',
		book: 'Book an appointment',
		offline: 'The connection is interrupted. Please try again.',
		clock: '{time}',
	},
}
