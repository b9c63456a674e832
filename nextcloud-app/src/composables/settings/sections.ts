// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Issue } from '@sprechstunde/core'
import type { Component } from 'vue'
import { t } from '../../l10n.ts'
import { isWithin } from './issues.ts'

/** A part of the settings with a page of its own. */
export interface Section {
	/** in the address */
	readonly name: string
	readonly label: () => string
	readonly hint: () => string
	readonly component: () => Promise<Component>
	/** JSON pointers of what it shows */
	readonly places: readonly string[]
	/** of what lies within `places`, only what matches */
	readonly only?: RegExp
	readonly except?: RegExp
}

const hours = /^\/calendars\/\d+\/weeklyHours(\/|$)/
const closed = /^\/calendars\/\d+\/exceptions(\/|$)/

const waiting = /^\/website\/waitingListConsent(\/|$)/

export const sections: readonly Section[] = [
	{ name: 'practice', label: () => t('Practice'), hint: () => t('Name, address, language'), component: () => import('../../components/settings/PracticeSection.vue'), places: ['/practice'] },
	{ name: 'calendars', label: () => t('Doctors and rooms'), hint: () => t('Each has a calendar'), component: () => import('../../components/settings/CalendarsSection.vue'), places: ['/calendars'], except: new RegExp(`${hours.source}|${closed.source}`) },
	{ name: 'hours', label: () => t('Opening hours'), hint: () => t('The usual week'), component: () => import('../../components/settings/HoursSection.vue'), places: ['/calendars'], only: hours },
	{ name: 'closed', label: () => t('Closed days'), hint: () => t('Holidays, vacation, other hours'), component: () => import('../../components/settings/ClosedSection.vue'), places: ['/calendars'], only: closed },
	{ name: 'types', label: () => t('Appointment types'), hint: () => t('What can be booked, and how long it takes'), component: () => import('../../components/settings/TypesSection.vue'), places: ['/appointmentTypes'] },
	{ name: 'categories', label: () => t('Categories'), hint: () => t('Treatments and their colours'), component: () => import('../../components/settings/CategoriesSection.vue'), places: ['/categories'] },
	{ name: 'booking', label: () => t('Booking rules'), hint: () => t('Notice, horizon, limits'), component: () => import('../../components/settings/BookingSection.vue'), places: ['/booking'] },
	{ name: 'website', label: () => t('Website'), hint: () => t('Consent and patients’ links'), component: () => import('../../components/settings/WebsiteSection.vue'), places: ['/website'], except: waiting },
	{ name: 'waiting', label: () => t('Waiting list'), hint: () => t('Offers of freed time'), component: () => import('../../components/settings/WaitingSection.vue'), places: ['/waitingList', '/waitingListMode', '/website/waitingListConsent'] },
	{ name: 'mails', label: () => t('Texts of the mails'), hint: () => t('Your own words, with a preview'), component: () => import('../../components/settings/MailsSection.vue'), places: ['/mailTexts'] },
	{ name: 'roles', label: () => t('Roles'), hint: () => t('Who may do what'), component: () => import('../../components/settings/RolesSection.vue'), places: ['/roles'] },
	{ name: 'programs', label: () => t('Practice software'), hint: () => t('Connect programs, and what they are shown'), component: () => import('../../components/settings/ProgramsSection.vue'), places: ['/pvs'] },
	{ name: 'webhooks', label: () => t('Webhooks'), hint: () => t('Tell programs of changes'), component: () => import('../../components/settings/WebhooksSection.vue'), places: ['/webhooks'] },
	{ name: 'operation', label: () => t('Synchronisation and retention'), hint: () => t('How often, and for how long'), component: () => import('../../components/settings/OperationSection.vue'), places: ['/syncIntervalMinutes', '/retention'] },
	{ name: 'addresses', label: () => t('Addresses'), hint: () => t('Calendars on the website'), component: () => import('../../components/settings/AddressesSection.vue'), places: [] },
	{ name: 'transfer', label: () => t('Import and export'), hint: () => t('All of it as a file'), component: () => import('../../components/settings/TransferSection.vue'), places: [] },
]

/** Issues that a section shows. */
export function issuesOf(section: Section, issues: readonly Issue[]): Issue[] {
	return issues.filter((found) => section.places.some((place) => isWithin(found, place))
		&& (section.only?.test(found.path ?? '') ?? true) && !(section.except?.test(found.path ?? '') ?? false))
}

/** The section that shows an issue; null where none does. */
export function sectionOf(found: Issue): Section | null {
	return sections.find((section) => issuesOf(section, [found]).length > 0) ?? null
}
