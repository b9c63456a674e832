// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'

interface Described {
	readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>> }>>>>
}

const prefix = '/ocs/v2.php/apps/sprechstunde/api/v1/'
const document = JSON.parse(readFileSync(new URL('../../nextcloud-app/openapi.json', import.meta.url), 'utf8')) as Described
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document, 'openapi')
const compiled = new Map<string, ValidateFunction>()

/** Path of the description that an address is meant by; undefined: no route of ours. */
function pathOf(address: string): string | undefined {
	const parts = address.split('?')[0]?.split('/') ?? []
	return Object.keys(document.paths).find((path) => {
		const wanted = path.slice(prefix.length).split('/')
		return wanted.length === parts.length && wanted.every((part, index) => part.startsWith('{') ? parts[index] !== '' : part === parts[index])
	})
}

/** Fails where a route of ours answers otherwise than it is described. */
export function expectDescribed(method: string, address: string, status: number, data: unknown): void {
	const path = pathOf(address)
	const operation = path === undefined ? undefined : document.paths[path]?.[method.toLowerCase()]
	if (path === undefined || operation === undefined) return
	expect(Object.keys(operation.responses), `${method} ${address} answered ${status}`).toContain(String(status))
	if (operation.responses[status]?.content?.['application/json'] === undefined) return
	const pointer = ['paths', path, method.toLowerCase(), 'responses', status, 'content', 'application/json', 'schema', 'properties', 'ocs', 'properties', 'data']
		.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
	const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` })
	compiled.set(pointer, validate)
	expect(validate(data) ? [] : validate.errors, `${method} ${address} → ${status}: ${JSON.stringify(data).slice(0, 500)}`).toEqual([])
}
