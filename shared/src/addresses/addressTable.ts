// SPDX-License-Identifier: GPL-3.0-or-later

/** How the website's `/caldav/` is laid over Nextcloud's DAV root; with `webServers` the whole of what both sides know of it. */
export const addressTable = {
	/** on the website's domain; what follows is below Nextcloud's `/remote.php/dav/` */
	prefix: '/caldav',
	/** tells Nextcloud that a request came by that address */
	header: 'X-Forwarded-Prefix',
	/** names of the main calendar, where no other calendar has them */
	main: ['praxis', 'hauptkalender'],
	/** last segment of a calendar's feed; directly below `calendars/` it is the feed of all of them */
	feed: 'appointments.ics',
	/** stands before an account's name in the address of its home, where a calendar has that name too; no account has it in its own */
	escape: '~',
	/** name of a practice calendar in a booking account's home, before the calendar's id */
	virtual: 'app-generated--sprechstunde--',
} as const
