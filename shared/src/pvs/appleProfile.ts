// SPDX-License-Identifier: GPL-3.0-or-later

/** What a configuration profile of Apple's says of a CalDAV account. */
export interface AppleAccount {
	/** as the device lists the profile and the account */
	readonly name: string
	/** who gives it out: the practice's domain; profiles of one organisation and account replace each other */
	readonly organization: string
	readonly domain: string
	readonly user: string
	/** absolute, of the account's principal */
	readonly principal: string
}

/**
 * A configuration profile (`.mobileconfig`) with one CalDAV account. Without a password: the device asks for it when the profile is
 * installed, and a file that lies among the downloads opens nothing. The same account always gives the same file, so that installing it
 * again replaces the profile.
 */
export function appleProfile({ name, organization, domain, user, principal }: AppleAccount): string {
	const url = addressParts(principal)
	const identifier = `${domain.split('.').reverse().join('.')}.sprechstunde.${user}`
	const account: readonly Entry[] = [
		['PayloadType', 'com.apple.caldav.account'],
		['PayloadVersion', 1],
		['PayloadIdentifier', `${identifier}.caldav`],
		['PayloadUUID', uuidOf(`${identifier}.caldav`)],
		['PayloadDisplayName', name],
		['CalDAVAccountDescription', name],
		['CalDAVHostName', url.host],
		['CalDAVPort', url.port],
		['CalDAVUseSSL', url.isSecure],
		['CalDAVPrincipalURL', url.path],
		['CalDAVUsername', user],
	]
	const profile: readonly Entry[] = [
		['PayloadType', 'Configuration'],
		['PayloadVersion', 1],
		['PayloadIdentifier', identifier],
		['PayloadUUID', uuidOf(identifier)],
		['PayloadDisplayName', name],
		['PayloadOrganization', organization],
	]
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
		'<plist version="1.0">',
		'<dict>',
		...profile.map(written),
		'\t<key>PayloadContent</key>',
		'\t<array>',
		'\t\t<dict>',
		...account.map((entry) => `\t\t${written(entry)}`),
		'\t\t</dict>',
		'\t</array>',
		'</dict>',
		'</plist>',
		'',
	].join('\n')
}

type Entry = readonly [key: string, value: string | number | boolean]

function written([key, value]: Entry): string {
	const element = typeof value === 'boolean' ? `<${value}/>` : typeof value === 'number' ? `<integer>${value}</integer>` : `<string>${escaped(value)}</string>`
	return `\t<key>${key}</key>${element}`
}

/** What XML 1.0 can't hold is left out. */
function escaped(text: string): string {
	return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The parts of an absolute http address; the core has no URL of a browser. */
function addressParts(address: string): { isSecure: boolean; host: string; port: number; path: string } {
	const [, scheme = '', host = '', port, path = '/'] = /^(https?):\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+))?(\/.*)?$/u.exec(address) ?? []
	return { isSecure: scheme === 'https', host, port: port === undefined ? scheme === 'https' ? 443 : 80 : Number(port), path }
}

/** An identifier of the form of RFC 9562 §5.8 that depends on a text alone. */
function uuidOf(text: string): string {
	const hex = [0, 1, 2, 3].map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('')
	const variant = (Number.parseInt(hex.charAt(16), 16) & 3 | 8).toString(16)
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`.toUpperCase()
}

/** FNV-1a, mixed once more: it tells accounts apart, it keeps no secret. */
function hash(text: string, seed: number): number {
	let value = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b9)) >>> 0
	for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
	value = Math.imul(value ^ value >>> 16, 0x85ebca6b) >>> 0
	value = Math.imul(value ^ value >>> 13, 0xc2b2ae35) >>> 0
	return (value ^ value >>> 16) >>> 0
}
