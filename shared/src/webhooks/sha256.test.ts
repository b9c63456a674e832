// SPDX-License-Identifier: GPL-3.0-or-later
import { createHash, createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { hmacSha256, sha256 } from './sha256.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 151 + length) & 255)
const lengths = [...Array.from({ length: 140 }, (_, index) => index), 1000, 4096]

it('gives Node\'s digests, whatever the length', () => {
	for (const length of lengths) {
		expect(Buffer.from(sha256(bytes(length))).toString('hex')).toBe(createHash('sha256').update(bytes(length)).digest('hex'))
		expect(Buffer.from(hmacSha256(bytes(length), bytes(200))).toString('hex')).toBe(createHmac('sha256', bytes(length)).update(bytes(200)).digest('hex'))
	}
})

it('writes and reads Node\'s base64', () => {
	for (const length of lengths) {
		const text = Buffer.from(bytes(length)).toString('base64')
		expect(encodeBase64(bytes(length))).toBe(text)
		expect(decodeBase64(text)).toEqual(bytes(length))
		expect(decodeBase64(text.replace(/=/g, ''))).toEqual(bytes(length))
	}
	expect(['*', 'A', 'AAAAA', 'AA AA'].map(decodeBase64)).toEqual([null, null, null, null])
})
