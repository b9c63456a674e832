// SPDX-License-Identifier: AGPL-3.0-or-later
import { bookingRequestSchema, holdRequestSchema, practiceSchema } from '@sprechstunde/core'
import { operation, type Route } from './route.ts'
import { diagnostics } from './routes/diagnostics.ts'
import { inbox } from './routes/inbox.ts'
import { log } from './routes/log.ts'
import { overview } from './routes/overview.ts'
import { management } from './routes/management.ts'
import { patients } from './routes/patients.ts'
import { programs } from './routes/programs.ts'
import { schemas } from './routes/schemas.ts'
import { team } from './routes/team.ts'
import { waiting } from './routes/waiting.ts'
import { webhooks } from './routes/webhooks.ts'
import { website } from './routes/website.ts'

export const routes: readonly Route[] = [...website, ...patients, ...team, ...inbox, ...management, ...log, ...waiting, ...overview, ...diagnostics, ...programs, ...webhooks]

/** The app's JSON routes as OpenAPI 3.1.0. */
export function openApi(): object {
	const paths: Record<string, Record<string, object>> = {}
	for (const route of routes) {
		const path = `/ocs/v2.php/apps/sprechstunde${route.path}`
		paths[path] = { ...paths[path], [route.method]: operation(route) }
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'sprechstunde', version: '1',
			description: 'Appointments of a medical practice. Appointments themselves are read and written over CalDAV.',
			license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
		},
		servers: [{ url: '/' }],
		security: [{ basic: [] }, { bearer: [] }],
		tags: [
			{ name: 'website', description: 'What the practice\'s website asks' },
			{ name: 'patients', description: 'Links in mails' },
			{ name: 'team', description: 'The team\'s pages' },
			{ name: 'management', description: 'The practice\'s management' },
		],
		paths,
		components: {
			securitySchemes: { basic: { type: 'http', scheme: 'basic' }, bearer: { type: 'http', scheme: 'bearer' } },
			parameters: {
				OcsApiRequest: { name: 'OCS-APIRequest', in: 'header', required: true, schema: { type: 'string', enum: ['true'] } },
				AcceptLanguage: { name: 'Accept-Language', in: 'header', description: 'Language of the issues\' texts: de (default), en', schema: { type: 'string' } },
			},
			schemas: { ...schemas, Practice: practiceSchema, BookingRequest: bookingRequestSchema, HoldRequest: holdRequestSchema },
		},
	}
}

/** As it stands in openapi.json. */
export function openApiText(): string {
	return `${JSON.stringify(openApi(), null, '\t')}\n`
}
