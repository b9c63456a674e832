// SPDX-License-Identifier: GPL-3.0-or-later
import type { Text } from '../practice/practice.ts'

/** Why a listener could not be told, and what helps; `{status}` is the answer's. */
export const deliveryFailures: Readonly<Record<string, Text>> = {
	SECRET_MISSING: { de: 'Es gibt noch kein Geheimnis, mit dem unterschrieben wird. Bitte erzeugen Sie eines.', en: 'There is no secret to sign with yet. Please make one.' },
	LOCAL_ADDRESS: { de: 'Diese Nextcloud darf keine Adressen im eigenen Netz aufrufen. Wer sie verwaltet, kann es mit „allow_local_remote_servers“ erlauben.', en: 'This Nextcloud may not call addresses in its own network. Its administrator can allow it with “allow_local_remote_servers”.' },
	NAME_UNKNOWN: { de: 'Den Namen des Servers gibt es nicht. Stimmt die Adresse?', en: 'There is no server of this name. Is the address right?' },
	UNREACHABLE: { de: 'Unter der Adresse antwortet niemand. Läuft das Programm, und ist der Weg dorthin offen?', en: 'Nobody answers at the address. Is the program running, and is the way there open?' },
	TIMED_OUT: { de: 'Innerhalb von zehn Sekunden kam keine Antwort.', en: 'There was no answer within ten seconds.' },
	TLS_FAILED: { de: 'Die verschlüsselte Verbindung kam nicht zustande. Ist das Zertifikat gültig?', en: 'The encrypted connection failed. Is the certificate valid?' },
	REDIRECTED: { de: 'Die Adresse leitet weiter (HTTP {status}). Bitte tragen Sie die Adresse ein, auf die sie zeigt.', en: 'The address redirects (HTTP {status}). Please enter the address it points to.' },
	REFUSED: { de: 'Das Programm hat die Nachricht nicht angenommen (HTTP {status}).', en: 'The program did not accept the message (HTTP {status}).' },
	ID_MISSING: { de: 'Die Antwort nennt nicht, unter welcher Nummer der Termin dort geführt wird (HTTP {status}). Heißt das Feld der Antwort dort anders?', en: 'The answer does not say by which id the appointment is kept there (HTTP {status}). Is the member of the answer called otherwise there?' },
	GONE: { de: 'Das Programm möchte keine Nachrichten mehr (HTTP 410).', en: 'The program wants no more messages (HTTP 410).' },
	INTERNAL: { de: 'Auf dem Server ist ein unerwarteter Fehler aufgetreten; sein Protokoll nennt ihn.', en: 'An unexpected error occurred on the server; its log names it.' },
}
