// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import type { CalendarConfig, Practice, PvsConnection } from '../practice/practice.ts'
import { appleProfile } from './appleProfile.ts'
import { calendarAddress, connectionValues, feedAddress, principalAddress, websiteServer, type ProgramServer } from './connectionValues.ts'
import { profiles } from './profiles.ts'
import { settingsFile, setupSteps } from './setupSteps.ts'

const calendar = { id: 'dr-mueller', owner: 'aerztin', uri: 'dr-mueller', aliases: [], main: true } as unknown as CalendarConfig
const practice = { practice: { name: 'Praxis für Gefäßmedizin' }, website: { manageUrl: null }, calendars: [calendar], syncIntervalMinutes: 5 } as unknown as Practice
const cloud: ProgramServer = { kind: 'nextcloud', url: 'https://cloud.praxis.example/nc' }
const site: ProgramServer = { kind: 'website', url: 'https://www.praxis.example' }
const connection = (profile: string): PvsConnection => ({ id: profile, profile, user: `pvs-${profile}`, calendars: [calendar.id] })

describe('the values of a connection', () => {
	it('lead to the calendar as that account reaches it, or by its name at the website', () => {
		const user = 'pvs-albis'
		expect(calendarAddress(cloud, practice, user, calendar)).toBe(`https://cloud.praxis.example/nc/remote.php/dav/calendars/pvs-albis/${calendar.uri}_shared_by_${calendar.owner}/`)
		expect(calendarAddress(site, practice, user, calendar)).toBe(`https://www.praxis.example/caldav/calendars/${calendar.id}/`)
		expect(feedAddress(site, practice, user, calendar)).toBe(`https://www.praxis.example/caldav/calendars/${calendar.id}/appointments.ics`)
		expect(feedAddress(cloud, practice, user, calendar)).toMatch(/_shared_by_[^/]+\/\?export$/)
		expect(principalAddress(cloud, user)).toBe('https://cloud.praxis.example/nc/remote.php/dav/principals/users/pvs-albis/')
	})

	it('fill every step and the settings file of every profile', () => {
		for (const profile of profiles) {
			const values = connectionValues(connection(profile.id), practice, cloud, 'secret')
			for (const language of ['de', 'en'] as const) {
				const shown = setupSteps(profile, values, language).flatMap(({ parts }) => parts.map(({ text }) => text)).join('')
				expect(shown, profile.id).not.toMatch(/[{}]|undefined/)
				expect(shown).toContain('secret')
			}
			expect(settingsFile(profile, values) ?? '').not.toMatch(/[{}]/)
		}
	})

	it('name a calendar as that server has it', () => {
		expect(connectionValues(connection('albis'), practice, cloud).calendar).toBe('dr-mueller_shared_by_aerztin')
		expect(connectionValues(connection('albis'), practice, site).calendar).toBe('dr-mueller')
	})

	it('keep the place of a password that nobody knows any more', () => {
		const values = connectionValues(connection('albis'), practice, cloud)
		expect(settingsFile(profiles[0] as never, values)).toContain('password = {password}')
	})

	it('know the website by the page for patients', () => {
		const at = (manageUrl: string | null): ProgramServer | null => websiteServer({ ...practice, website: { ...practice.website, manageUrl } })
		expect(at('https://www.praxis.example/termin/?a=b')).toEqual(site)
		expect(at(null)).toBeNull()
	})
})

describe('a configuration profile for Apple', () => {
	const account = { name: 'Praxis <Müller> & Söhne', organization: 'Praxis', domain: 'praxis.example', user: 'pvs-tomedo', principal: principalAddress(cloud, 'pvs-tomedo') }
	const text = appleProfile(account)
	const value = (key: string): string | undefined => new RegExp(`<key>${key}</key><(?:string|integer)>(.*?)<`).exec(text)?.[1]

	it('names host, port, encryption, principal and account, and no password', () => {
		expect(['CalDAVHostName', 'CalDAVPort', 'CalDAVPrincipalURL', 'CalDAVUsername'].map(value)).toEqual(['cloud.praxis.example', '443', '/nc/remote.php/dav/principals/users/pvs-tomedo/', 'pvs-tomedo'])
		expect(text).toContain('<key>CalDAVUseSSL</key><true/>')
		expect(text).not.toMatch(/password/i)
		const local = appleProfile({ ...account, principal: 'http://[::1]:8080/x/' })
		expect(local).toContain('<key>CalDAVHostName</key><string>[::1]</string>')
		expect(local).toContain('<key>CalDAVPort</key><integer>8080</integer>')
		expect(local).toContain('<key>CalDAVUseSSL</key><false/>')
	})

	it('is the same each time, and another one for another account', () => {
		expect(appleProfile(account)).toBe(text)
		const uuids = (of: string): string[] => [...of.matchAll(/<key>PayloadUUID<\/key><string>(.*?)</g)].map(([, uuid = '']) => uuid)
		const all = [...uuids(text), ...uuids(appleProfile({ ...account, user: 'pvs-tomedo-2' }))]
		expect(new Set(all).size).toBe(4)
		for (const uuid of all) expect(uuid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/)
	})

	it('escapes what XML does not take as it is', () => {
		expect(value('CalDAVAccountDescription')).toBe('Praxis &lt;Müller&gt; &amp; Söhne')
		expect(appleProfile({ ...account, name: 'a\u0000b\u{1F600}' })).toContain('<string>ab\u{1F600}</string>')
	})
})
