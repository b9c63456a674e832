// SPDX-License-Identifier: GPL-3.0-or-later

const de = {
	heading: 'Termin online anfragen',
	what: 'Was buchbar ist',
	calendar: 'Ärztin oder Arzt',
	anyCalendar: 'Alle, die Patienten wählen',
	types: 'Terminarten',
	showDescription: 'Beschreibung der Terminarten zeigen',
	problem: 'Die Terminarten konnten nicht geladen werden.',
	settings: 'Einstellungen',
	links: 'Links in E-Mails',
	linksHint: 'Auf dieser Seite sehen Patientinnen und Patienten auch ihren Termin, wenn sie dem Link in einer E-Mail folgen, und können ihn verlegen oder absagen. Dazu muss die Nextcloud ihre Adresse kennen; sie steht in den Einstellungen.',
}

export type EditorTexts = typeof de

export const editorTexts: Readonly<Record<'de' | 'en', EditorTexts>> = {
	de,
	en: {
		heading: 'Request an appointment online',
		what: 'What can be booked',
		calendar: 'Doctor',
		anyCalendar: 'All, patients choose',
		types: 'Appointment types',
		showDescription: 'Show descriptions of the types',
		problem: 'The appointment types could not be loaded.',
		settings: 'Settings',
		links: 'Links in e-mails',
		linksHint: 'On this page patients also see, move and cancel their appointment when they follow the link in an e-mail. For that the Nextcloud has to know its address, which stands in the settings.',
	},
}
