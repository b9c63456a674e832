// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { readDavIssues } from './davError.ts'

const body = `<?xml version="1.0" encoding="utf-8"?>
<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:p="urn:sprechstunde">
	<s:exception>Sprechstunde</s:exception><s:message>Zu spät</s:message>
	<p:issue code="UNDO_EXPIRED" path="status"><p:text>Rückgängig machen ist nur 15 Sekunden lang möglich.</p:text><p:param name="seconds">15</p:param></p:issue>
	<p:issue code="INTERNAL"><p:text> Noch etwas. </p:text></p:issue>
</d:error>`

describe('readDavIssues', () => {
	it('reads code, path, text and params of every issue', () => {
		expect(readDavIssues(body)).toEqual([
			{ code: 'UNDO_EXPIRED', path: 'status', text: 'Rückgängig machen ist nur 15 Sekunden lang möglich.', params: { seconds: '15' } },
			{ code: 'INTERNAL', path: null, text: 'Noch etwas.', params: {} },
		])
	})

	it('does not depend on the prefix', () => {
		const other = body.replaceAll('p:', 'x:').replace('xmlns:p', 'xmlns:x')
		expect(readDavIssues(other).map((issue) => issue.code)).toEqual(['UNDO_EXPIRED', 'INTERNAL'])
	})

	it.each([
		['nothing', ''],
		['an HTML page', '<!DOCTYPE html><html><body><p>Bad gateway</body></html>'],
		['a foreign DAV error', '<d:error xmlns:d="DAV:"><issue code="X"/></d:error>'],
		['broken XML', '<d:error xmlns:p="urn:sprechstunde"><p:issue'],
	])('finds none in %s', (_, text) => {
		expect(readDavIssues(text)).toEqual([])
	})
})
