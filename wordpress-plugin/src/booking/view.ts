// SPDX-License-Identifier: GPL-3.0-or-later
// The patient's page: makes every booking block on it live.
import { mount } from './view/app.ts'
import type { Config } from './view/model.ts'

for (const block of document.querySelectorAll<HTMLElement>('[data-sprechstunde]')) {
	const app = block.querySelector<HTMLElement>('.sprechstunde__app')
	if (app !== null) mount(app, JSON.parse(block.dataset['sprechstunde'] ?? '{}') as Config)
}
