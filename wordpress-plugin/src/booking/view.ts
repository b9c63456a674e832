// SPDX-License-Identifier: GPL-3.0-or-later
// The patient's page: makes every booking block on it live.
import { mount } from './view/app.ts'
import type { Config } from './view/model.ts'
import { tokenIn } from './view/offer/api.ts'
import { mountOffer } from './view/offer/app.ts'

for (const block of document.querySelectorAll<HTMLElement>('[data-sprechstunde]')) {
	const app = block.querySelector<HTMLElement>('.sprechstunde__app')
	if (app === null) continue
	const config = JSON.parse(block.dataset['sprechstunde'] ?? '{}') as Config
	// the link of an offer leads to a page where else one books
	const token = tokenIn(location.hash)
	if (token === null) mount(app, config)
	else mountOffer(app, config, token)
}

// the link opened in a tab that shows the page already
window.addEventListener('hashchange', () => { if (tokenIn(location.hash) !== null) location.reload() })
