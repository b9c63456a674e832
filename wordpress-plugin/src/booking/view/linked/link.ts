// SPDX-License-Identifier: GPL-3.0-or-later

/** What a mail's link leads to. */
export interface Link {
	readonly kind: 'offer' | 'appointment'
	readonly token: string
}

/** The link in the address's fragment, as mails have it; null: the page was opened to book. */
export function linkIn(hash: string): Link | null {
	const [, name, token] = /^#(angebot|termin)=([A-Za-z0-9_-]{22})$/.exec(hash) ?? []
	return token === undefined ? null : { kind: name === 'termin' ? 'appointment' : 'offer', token }
}
