// SPDX-License-Identifier: GPL-3.0-or-later
// The description of the app's JSON routes: current, valid, and of just the routes that there are. That answers are so is seen by the conformance suite.
import { readFileSync, readdirSync } from 'node:fs'
import SwaggerParser from '@apidevtools/swagger-parser'
import { describe, expect, it } from 'vitest'
import { openApi, openApiText, routes } from '../nextcloud-app/openapi/document.ts'

const app = new URL('../nextcloud-app/', import.meta.url)
const controllers = readdirSync(new URL('lib/Controller/', app)).map((name) => readFileSync(new URL(`lib/Controller/${name}`, app), 'utf8'))

describe('openapi.json', () => {
	it('is current: `npm run openapi -w nextcloud-app` writes it', () => {
		expect(readFileSync(new URL('openapi.json', app), 'utf8')).toBe(openApiText())
	})

	it('is valid OpenAPI', async () => {
		await SwaggerParser.validate(JSON.parse(openApiText()) as never)
	})

	it('describes every route, and no other', () => {
		const there = controllers.flatMap((text) => [...text.matchAll(/#\[ApiRoute\(verb: '(\w+)', url: '([^']+)'/g)].map(([, verb, url]) => `${verb} ${url}`))
		expect(there.length).toBeGreaterThan(10)
		expect(routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(there.sort())
	})

	it('names each part of a path', () => {
		const unnamed = routes.filter(({ path, inPath = {} }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).join() !== Object.keys(inPath).join())
		expect(unnamed).toEqual([])
		const ids = Object.values((openApi() as { paths: Record<string, Record<string, { operationId: string }>> }).paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
		expect(new Set(ids).size).toBe(ids.length)
	})
})
