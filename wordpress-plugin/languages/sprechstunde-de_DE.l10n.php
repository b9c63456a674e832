<?php

// SPDX-License-Identifier: GPL-3.0-or-later

return [
	'domain' => 'sprechstunde',
	'plural-forms' => 'nplurals=2; plural=(n != 1);',
	'language' => 'de_DE',
	'messages' => [
		'Sprechstunde' => 'Sprechstunde',
		'Patients book appointments on the practice\'s website; the requests stand at once in the practice\'s own Nextcloud calendar.' => 'Patienten buchen Termine auf der Website der Praxis; die Anfragen stehen sofort im eigenen Nextcloud-Kalender der Praxis.',
		'Connects this website with the practice’s Nextcloud. Patients’ requests go straight into its calendars; this website keeps no patient data.' => 'Verbindet diese Website mit der Nextcloud der Praxis. Anfragen der Patienten gehen direkt in deren Kalender; diese Website bewahrt keine Patientendaten auf.',
		'Address of the Nextcloud' => 'Adresse der Nextcloud',
		'For example https://cloud.example.com' => 'Zum Beispiel https://cloud.beispiel.de',
		'Booking user' => 'Benutzer für die Buchung',
		'The account in the group for online booking. It sees free times and its own requests, nothing else.' => 'Das Konto in der Gruppe für die Online-Buchung. Es sieht freie Zeiten und die eigenen Anfragen, sonst nichts.',
		'App password' => 'App-Passwort',
		'Phone number as a fallback' => 'Ersatz-Telefonnummer',
		'Patients read it where the Nextcloud has never been reached. Otherwise the practice’s number from the Nextcloud is shown.' => 'Patienten lesen sie, solange die Nextcloud noch nie erreicht wurde. Sonst wird die Nummer der Praxis aus der Nextcloud gezeigt.',
		'Connection' => 'Verbindung',
		'Save first, then test what is stored.' => 'Erst speichern, dann testen: Geprüft wird, was gespeichert ist.',
		'Test connection' => 'Verbindung testen',
		'Booking on a page' => 'Buchung auf einer Seite',
		'Add the block “Appointment booking” to any page.' => 'Fügen Sie den Block „Terminbuchung“ auf einer beliebigen Seite ein.',
		'A password is stored, encrypted. Leave this empty to keep it.' => 'Ein Passwort ist verschlüsselt gespeichert. Lassen Sie das Feld leer, um es zu behalten.',
		'Create it in Nextcloud, logged in as the booking user: Settings → Security → App passwords. It is stored encrypted and never shown.' => 'Legen Sie es in der Nextcloud an, angemeldet als dieser Benutzer: Einstellungen → Sicherheit → App-Passwörter. Es wird verschlüsselt gespeichert und nie angezeigt.',
		'You may not do this.' => 'Das dürfen Sie nicht.',
		'The connection works: %1$s, %2$d calendars.' => 'Die Verbindung steht: %1$s, %2$d Kalender.',
		"block title\4Appointment booking" => 'Terminbuchung',
		"block description\4Patients choose a free appointment and ask for it; the request goes into the practice's calendar." => 'Patienten wählen einen freien Termin und fragen ihn an; die Anfrage steht sofort im Kalender der Praxis.',
		"block keyword\4appointment" => 'Termin',
		"block keyword\4booking" => 'Buchung',
	],
];
