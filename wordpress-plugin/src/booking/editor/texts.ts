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
	},
}
