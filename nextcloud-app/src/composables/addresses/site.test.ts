// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Practice } from '@sprechstunde/core'
import { expect, it } from 'vitest'
import { calendarAddresses, feedAddress, hostIn, websiteHost } from './site.ts'

const practice = {
	practice: { domain: 'praxis.example' },
	website: { manageUrl: null },
	calendars: [
		{ id: 'dr-schmidt', aliases: [], main: false, displayName: 'Dr. Schmidt' },
		{ id: 'dr-mueller', aliases: ['hauptkalender'], main: true, displayName: 'Dr. Müller' },
	],
} as unknown as Practice

it('takes the website from the page for links, else from the domain', () => {
	expect(websiteHost(practice)).toBe('praxis.example')
	expect(websiteHost({ ...practice, website: { manageUrl: 'https://www.praxis.example:8443/termin?x=1' } } as Practice)).toBe('www.praxis.example:8443')
})

it('reads a host out of what is typed', () => {
	expect(['www.praxis.de', ' https://www.praxis.de/termine ', 'WWW.Praxis.de:8443', '', 'a b'].map(hostIn)).toEqual(['www.praxis.de', 'www.praxis.de', 'www.praxis.de:8443', '', ''])
})

it('names each address of each calendar, the main one first', () => {
	expect(calendarAddresses(practice, 'praxis.example')).toEqual([
		{ url: 'https://praxis.example/caldav/', calendar: null },
		{ url: 'https://praxis.example/caldav/calendars/dr-mueller/', calendar: 'Dr. Müller' },
		{ url: 'https://praxis.example/caldav/calendars/hauptkalender/', calendar: 'Dr. Müller' },
		{ url: 'https://praxis.example/caldav/calendars/praxis/', calendar: 'Dr. Müller' },
		{ url: 'https://praxis.example/caldav/calendars/dr-schmidt/', calendar: 'Dr. Schmidt' },
	])
})

it('names the feeds', () => {
	expect(feedAddress('praxis.example', 'main')).toBe('https://praxis.example/caldav/calendars/praxis/appointments.ics')
	expect(feedAddress('praxis.example', 'all', 'x')).toBe('https://praxis.example/caldav/calendars/appointments.ics?token=x')
})
