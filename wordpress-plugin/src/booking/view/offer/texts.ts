// SPDX-License-Identifier: GPL-3.0-or-later
import type { Language } from '../texts.ts'

const de = {
	page: 'Terminangebot',
	title: 'Ein Termin ist frei geworden',
	intro: 'Bitte geben Sie zur Sicherheit Ihr Geburtsdatum an. Dann sehen Sie den Termin, den wir Ihnen anbieten.',
	show: 'Termin ansehen',
	loading: 'Einen Moment bitte …',
	offered: 'Diesen Termin halten wir für Sie frei bis {until}.',
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
}

export type OfferTexts = typeof de

export const offerTexts: Readonly<Record<Language, OfferTexts>> = {
	de,
	en: {
		page: 'Offer of an appointment',
		title: 'An appointment has become free',
		intro: 'To be on the safe side, please give your birth date. Then you see the appointment that we offer to you.',
		show: 'See the appointment',
		loading: 'One moment please …',
		offered: 'We keep this appointment for you until {until}.',
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
	},
}
