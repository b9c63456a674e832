// SPDX-License-Identifier: GPL-3.0-or-later
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, base64nopad } from '@scure/base'

const prefix = 'whsec_'
/** bytes of a key that is one (Standard Webhooks: 24 to 64) */
const keyBytes = { min: 24, max: 64 }

export interface SignedHeaders {
	readonly 'webhook-id': string
	readonly 'webhook-timestamp': string
	/** `v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.body`, for each secret; between them a space */
	readonly 'webhook-signature': string
}

export type Verification = 'ok' | 'HEADER_MISSING' | 'TIMESTAMP_MALFORMED' | 'TIMESTAMP_OUTSIDE' | 'SIGNATURE_WRONG'

/**
 * Signs a message as the Standard Webhooks say.
 *
 * @param now epoch milliseconds
 * @param secrets each `whsec_` and base64, at least one; each signs
 */
export function signWebhook(id: string, now: number, body: string, secrets: readonly string[]): SignedHeaders {
	const timestamp = String(Math.floor(now / 1000))
	return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': keysOf(secrets).map((key) => `v1,${mac(key, id, timestamp, body)}`).join(' ') }
}

/**
 * Whether a message is from somebody who knows one of the secrets, and new.
 *
 * @param headers whatever the case of their names
 * @param secrets what is no secret lets nobody in
 * @param now epoch milliseconds
 */
export function verifyWebhook(headers: Readonly<Record<string, string>>, body: string, secrets: readonly string[], now: number, toleranceSeconds = 300): Verification {
	const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
	const [id = '', timestamp = '', signatures = ''] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => lower[name])
	if (id === '' || timestamp === '' || signatures === '') return 'HEADER_MISSING'
	if (!/^[0-9]{1,12}$/.test(timestamp)) return 'TIMESTAMP_MALFORMED'
	const sent = signatures.split(' ')
	const isKnown = keysOf(secrets).map((key) => `v1,${mac(key, id, timestamp, body)}`).filter((wanted) => sent.filter((one) => isSame(one, wanted)).length > 0).length > 0
	if (!isKnown) return 'SIGNATURE_WRONG'
	return Math.abs(Math.floor(now / 1000) - Number(timestamp)) > toleranceSeconds ? 'TIMESTAMP_OUTSIDE' : 'ok'
}

function keysOf(secrets: readonly string[]): Uint8Array[] {
	return secrets.flatMap((secret) => {
		const key = secret.startsWith(prefix) ? decoded(secret.slice(prefix.length)) : null
		return key !== null && key.length >= keyBytes.min && key.length <= keyBytes.max ? [key] : []
	})
}

/** Null for what is no base64; it may lack the `=` at its end. */
function decoded(text: string): Uint8Array | null {
	try {
		return base64nopad.decode(text.replace(/=*$/, ''))
	} catch {
		return null
	}
}

function mac(key: Uint8Array, id: string, timestamp: string, body: string): string {
	return base64.encode(hmac(sha256, key, utf8(`${id}.${timestamp}.${body}`)))
}

/** What can't be written becomes U+FFFD, as everywhere. */
function utf8(text: string): Uint8Array {
	const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
	return Uint8Array.from(encoded.replace(/%([0-9A-F]{2})/g, (_, byte: string) => String.fromCharCode(parseInt(byte, 16))), (character) => character.charCodeAt(0))
}

/** In a time that doesn't tell how much of it is right. */
function isSame(one: string, other: string): boolean {
	let difference = one.length ^ other.length
	for (let index = 0; index < other.length; index++) difference |= (one.charCodeAt(index) || 0) ^ other.charCodeAt(index)
	return difference === 0
}
