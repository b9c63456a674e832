// SPDX-License-Identifier: AGPL-3.0-or-later

const namespace = 'urn:sprechstunde'

export interface DavIssue {
	readonly code: string
	readonly path: string | null
	/** sentence for people, in the language that was asked for */
	readonly text: string
	readonly params: Readonly<Record<string, string>>
}

/**
 * The issues in a DAV error body: `DAV:error` holding `{urn:sprechstunde}issue`. Anything else (no XML, an HTML error page,
 * another server's error) has none.
 */
export function readDavIssues(body: string): DavIssue[] {
	if (!body.includes(namespace)) return []
	const document = new DOMParser().parseFromString(body, 'application/xml')
	return [...document.getElementsByTagNameNS(namespace, 'issue')].map((element) => ({
		code: element.getAttribute('code') ?? '',
		path: element.getAttribute('path'),
		text: children(element, 'text')[0]?.textContent?.trim() ?? '',
		params: Object.fromEntries(children(element, 'param').map((param) => [param.getAttribute('name') ?? '', param.textContent ?? ''])),
	}))
}

function children(element: Element, name: string): Element[] {
	return [...element.children].filter((child) => child.namespaceURI === namespace && child.localName === name)
}
