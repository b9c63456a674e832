// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes openapi.json beside this folder: `npm run openapi -w nextcloud-app`.
import { writeFileSync } from 'node:fs'
import { openApiText } from './document.ts'

writeFileSync(new URL('../openapi.json', import.meta.url), openApiText())
