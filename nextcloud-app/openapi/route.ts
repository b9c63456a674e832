// SPDX-License-Identifier: AGPL-3.0-or-later
import { issueCatalogue, type IssueCode, type Role } from '@sprechstunde/core'
import { object, ref, text, type Schema } from './schema.ts'

/** One route below `/ocs/v2.php/apps/sprechstunde`. */
export interface Route {
	readonly method: 'get' | 'post' | 'put' | 'delete'
	/** as in its PHP attribute */
	readonly path: string
	readonly tag: string
	readonly summary: string
	/** all others get 403 ROLE_FORBIDDEN */
	readonly roles: readonly (Role | 'server administrator')[]
	/** by name; each is a string in the address */
	readonly query?: Readonly<Record<string, { readonly description: string, readonly required?: boolean }>>
	/** what the names in braces mean */
	readonly inPath?: Readonly<Record<string, string>>
	readonly body?: Schema
	readonly status?: 200 | 201
	/** `ocs.data`; a text: the type of a file that is sent as it is */
	readonly answer: Schema | string
	/** besides ROLE_FORBIDDEN; their status stands in the catalogue */
	readonly refusals?: readonly IssueCode[]
}

/** The route as an OpenAPI operation object. */
export function operation(route: Route): object {
	const { answer, status = 200 } = route
	const codes: readonly IssueCode[] = ['ROLE_FORBIDDEN', ...route.refusals ?? []]
	const statuses = [...new Set(codes.map((code) => issueCatalogue[code].status))]
	const done = typeof answer === 'string' ? { [answer]: { schema: text } } : json(envelope(answer))
	return {
		operationId: operationId(route),
		tags: [route.tag],
		summary: route.summary,
		description: `For ${route.roles.join(', ')}.`,
		parameters: [
			...Object.entries(route.inPath ?? {}).map(([name, description]) => ({ name, in: 'path', required: true, description, schema: text })),
			...Object.entries(route.query ?? {}).map(([name, { description, required = false }]) => ({ name, in: 'query', required, description, schema: text })),
			{ $ref: '#/components/parameters/OcsApiRequest' },
			{ $ref: '#/components/parameters/AcceptLanguage' },
		],
		...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
		responses: {
			[status]: { description: 'Done', content: done },
			...Object.fromEntries(statuses.map((code) => [code, {
				description: `Refused: ${codes.filter((one) => issueCatalogue[one].status === code).join(', ')}`,
				content: json(envelope(ref('Refusal'))),
			}])),
			401: { description: 'Not logged in' },
		},
	}
}

function operationId({ method, path }: Route): string {
	const words = path.replace('/api/v1/', '').split(/[^A-Za-z]+/).filter((word) => word !== '')
	return [method, ...words].map((word, index) => index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)).join('')
}

/** What OCS wraps around each answer. */
function envelope(data: Schema): Schema {
	return object({ ocs: object({ meta: ref('OcsMeta'), data }) })
}

function json(schema: Schema): object {
	return { 'application/json': { schema } }
}
