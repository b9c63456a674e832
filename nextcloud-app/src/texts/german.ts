// SPDX-License-Identifier: AGPL-3.0-or-later
import { joinTexts, type Texts } from './join.ts'

/** The German texts of all pages, for where Nextcloud could not load them. */
export const german = joinTexts(import.meta.glob<Texts>('./*.json', { eager: true, import: 'default' }))
