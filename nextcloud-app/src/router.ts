// SPDX-License-Identifier: AGPL-3.0-or-later
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { pages, unlistedPages } from './pages.ts'
import { session } from './services/session.ts'

const app = '/apps/sprechstunde'

/** Where the app lies: with or without `index.php`, as the page was opened. */
export function baseOf(pathname: string): string {
	const at = pathname.indexOf(app)
	return at < 0 ? app : pathname.slice(0, at + app.length)
}

/** Addresses of the pages this account may see; any other leads to the first. */
export function createPageRouter(): Router {
	const visible = <T extends { readonly adminOnly?: boolean }>(all: readonly T[]): T[] => all.filter((page) => page.adminOnly !== true || session().role === 'admin')
	return createRouter({
		history: createWebHistory(baseOf(location.pathname)),
		routes: [
			...visible(pages).map(({ name, path, detail = '', component }) => ({ name, path: path + detail, component })),
			...visible(unlistedPages).map(({ name, path, component }) => ({ name, path, component })),
			{ path: '/:rest(.*)*', redirect: '/' },
		],
	})
}
