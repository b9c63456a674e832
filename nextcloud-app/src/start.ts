// SPDX-License-Identifier: AGPL-3.0-or-later
import { createApp } from 'vue'
import App from './App.vue'
import { keepBackgroundPicture } from './backgroundPicture.ts'
import { loadTexts } from './l10n.ts'
import { createPageRouter } from './router.ts'
import { session } from './services/session.ts'

keepBackgroundPicture()
// without its texts the page still works, in English
await loadTexts().catch(() => undefined)
if (session().needsSetup === true) createApp((await import('./views/AssistantView.vue')).default).mount('#sprechstunde')
else createApp(App).use(createPageRouter()).mount('#sprechstunde')
