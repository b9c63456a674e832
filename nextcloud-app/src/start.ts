// SPDX-License-Identifier: AGPL-3.0-or-later
import { createApp } from 'vue'
import App from './App.vue'
import { loadTexts } from './l10n.ts'
import { createPageRouter } from './router.ts'

// without its texts the page still works, in English
await loadTexts().catch(() => undefined)
createApp(App).use(createPageRouter()).mount('#sprechstunde')
