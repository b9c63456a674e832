// SPDX-License-Identifier: GPL-3.0-or-later
import { SaxesParser } from 'saxes'

export const ns = {
	dav: 'DAV:',
	cal: 'urn:ietf:params:xml:ns:caldav',
	cs: 'http://calendarserver.org/ns/',
	apple: 'http://apple.com/ns/ical/',
	sabre: 'http://sabredav.org/ns',
	own: 'urn:sprechstunde',
} as const

const prefixes: Readonly<Record<string, string>> = { [ns.dav]: 'd', [ns.cal]: 'cal', [ns.cs]: 'cs', [ns.apple]: 'x1', [ns.sabre]: 's', [ns.own]: 'p' }
/** for the root of an answer */
export const declarations = Object.entries(prefixes).map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`).join('')
const maxDepth = 40

/** An element of a request; `name` in Clark notation, `{namespace}local`. */
export interface XmlNode {
	readonly name: string
	readonly attributes: Readonly<Record<string, string>>
	readonly children: XmlNode[]
	text: string
}

/** @returns the root element, or null where the text is no well-formed XML without a DTD */
export function parseXml(text: string): XmlNode | null {
	const parser = new SaxesParser({ xmlns: true })
	const open: XmlNode[] = []
	let root: XmlNode | null = null
	parser.on('error', (error) => { throw error })
	parser.on('doctype', () => { throw new Error('doctype') })
	parser.on('opentag', (tag) => {
		const attributes = Object.fromEntries(Object.values(tag.attributes).map((entry) => [entry.local, entry.value]))
		const node: XmlNode = { name: `{${tag.uri}}${tag.local}`, attributes, children: [], text: '' }
		open.at(-1)?.children.push(node)
		root ??= node
		if (open.push(node) > maxDepth) throw new Error('depth')
	})
	const append = (value: string): void => {
		const node = open.at(-1)
		if (node !== undefined) node.text += value
	}
	parser.on('text', append)
	parser.on('cdata', append)
	parser.on('closetag', () => { open.pop() })
	try {
		parser.write(text).close()
	} catch {
		return null
	}
	return root
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
	return node?.children.find((entry) => entry.name === name)
}

export function escapeXml(text: string): string {
	// characters that XML 1.0 can not hold, however escaped
	// eslint-disable-next-line no-control-regex
	return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\r/g, '&#13;')
}

/** Writes one element; `inner` is XML. A namespace without a prefix of ours is declared in place. */
export function element(name: string, inner = '', attributes: Readonly<Record<string, string>> = {}): string {
	const [, uri = '', local = ''] = /^\{(.*)\}(.*)$/.exec(name) ?? []
	const prefix = prefixes[uri]
	const tag = prefix === undefined ? local : `${prefix}:${local}`
	const own = prefix === undefined ? ` xmlns="${escapeXml(uri)}"` : ''
	const rest = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')
	return inner === '' ? `<${tag}${own}${rest}/>` : `<${tag}${own}${rest}>${inner}</${tag}>`
}

/** The content of a property, to store it as it came. */
export function innerXml(node: XmlNode): string {
	return escapeXml(node.children.length > 0 ? '' : node.text) + node.children.map((entry) => element(entry.name, innerXml(entry), entry.attributes)).join('')
}
