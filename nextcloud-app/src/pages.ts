// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Component } from 'vue'
import { calendar, chart, cog, conflict, inbox, logBook, waitingList } from './icons.ts'
import { t } from './l10n.ts'

/** A page without an entry in the navigation. */
export interface UnlistedPage {
	/** of its route */
	readonly name: string
	readonly path: string
	/** only for the practice's management */
	readonly adminOnly?: boolean
	/** what vue-router takes: a component, or `() => import(…)` for a chunk of its own */
	readonly component: Component | (() => Promise<Component>)
}

/** A page with an entry in the navigation. */
export interface PageEntry extends UnlistedPage {
	readonly icon: string
	readonly label: () => string
	/** what follows the path: one thing of the page */
	readonly detail?: string
}

/** In the navigation's order. Each is a chunk of its own. */
export const pages: readonly PageEntry[] = [
	{ name: 'inbox', path: '/', icon: inbox, label: () => t('Requests'), component: () => import('./views/InboxView.vue') },
	{ name: 'conflicts', path: '/conflicts', icon: conflict, label: () => t('Conflicts'), component: () => import('./views/ConflictsView.vue') },
	{ name: 'calendar', path: '/calendar', icon: calendar, label: () => t('Calendar'), component: () => import('./views/CalendarView.vue') },
	{ name: 'waiting', path: '/waiting', icon: waitingList, label: () => t('Waiting list'), component: () => import('./views/WaitingView.vue') },
	{ name: 'overview', path: '/overview', icon: chart, label: () => t('Overview'), component: () => import('./views/OverviewView.vue') },
	{ name: 'log', path: '/log', icon: logBook, label: () => t('Log'), adminOnly: true, component: () => import('./views/LogView.vue') },
	{ name: 'settings', path: '/settings', detail: '/:section?', icon: cog, label: () => t('Settings'), adminOnly: true, component: () => import('./views/SettingsView.vue') },
]

/** Reached from other pages only. */
export const unlistedPages: readonly UnlistedPage[] = [
	{ name: 'absence', path: '/absence', component: () => import('./views/AbsenceView.vue') },
	{ name: 'diagnostics', path: '/diagnostics', adminOnly: true, component: () => import('./views/DiagnosticsView.vue') },
	{ name: 'program-new', path: '/programs/new', adminOnly: true, component: () => import('./views/ConnectProgramView.vue') },
	{ name: 'program', path: '/programs/:id', adminOnly: true, component: () => import('./views/ProgramView.vue') },
	{ name: 'day-list', path: '/calendar/print', component: () => import('./views/DayListView.vue') },
	{ name: 'appointment-new', path: '/appointment/new', component: () => import('./views/NewAppointmentView.vue') },
	{ name: 'appointment', path: '/appointment/:calendar/:uri', component: () => import('./views/AppointmentView.vue') },
]
