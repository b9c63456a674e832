// SPDX-License-Identifier: GPL-3.0-or-later

/** Bounds that keep one request from costing more than it should. */
export const limits = {
	/** bytes of one calendar object (RFC 4791 §5.2.5) */
	objectBytes: 65536,
	/** bytes of one booking request in JSON */
	requestBytes: 16384,
	/** VEVENTs of one appointment: what is rendered into more would exceed the bytes */
	appointmentEvents: 100,
	/** occurrences of an object that one request expands; the rest of its time counts as busy */
	occurrences: 1000,
	/** days of one question for free windows */
	freeRangeDays: 62,
	/** free slots named when the wanted one is taken */
	alternatives: 3,
	/** slots that one client may hold at a time: more people than one may stand behind an address */
	holdsPerClient: 5,
	/** tries at the birth date that belongs to a patient's link, in so many seconds */
	linkAttempts: 5,
	linkAttemptSeconds: 3600,
	/** how long an offer of the waiting list holds, where the practice doesn't say */
	offerMinutes: 120,
	/** how long an entry of the waiting list that is done, or taken off it, is kept */
	doneEntryDays: 30,
	/** `appointment-YYYYMMDD-HHMMSS-RANDOM@domain`, RANDOM: 128 bits or more in base64url or hex */
	uidPattern: '^appointment-\\d{8}-\\d{6}-[A-Za-z0-9_\\-]{22,64}@[a-z0-9](?:[a-z0-9.\\-]{0,251}[a-z0-9])?$',
} as const
