// SPDX-License-Identifier: GPL-3.0-or-later
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function encodeBase64(bytes: Uint8Array): string {
	const triples = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, index) => bytes.slice(index * 3, index * 3 + 3))
	return triples.map((triple) => {
		const [a = 0, b = 0, c = 0] = triple
		const word = (a << 16) | (b << 8) | c
		return [18, 12, 6, 0].map((shift, index) => index > triple.length ? '=' : digits[(word >> shift) & 63]).join('')
	}).join('')
}

/** Null for what is none; it may lack the `=` at its end. */
export function decodeBase64(text: string): Uint8Array | null {
	const bare = text.replace(/=*$/, '')
	if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) return null
	const values = [...bare].map((digit) => digits.indexOf(digit))
	return Uint8Array.from({ length: Math.floor(bare.length * 3 / 4) }, (_, index) => {
		const at = Math.floor(index * 8 / 6)
		const shift = index * 8 % 6
		return (((values[at] as number) << 6 | (values[at + 1] ?? 0)) >> (4 - shift)) & 255
	})
}
