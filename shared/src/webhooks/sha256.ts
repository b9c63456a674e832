// SPDX-License-Identifier: GPL-3.0-or-later
// FIPS 180-4 and RFC 2104: the core has neither Node's crypto nor the browser's, which only promises.

/** The first 32 bits of the fractional part of a root. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0
const primes = Array.from({ length: 310 }, (_, index) => index + 2).filter((number) => !Array.from({ length: number - 2 }, (_, index) => index + 2).some((divisor) => number % divisor === 0)).slice(0, 64)
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)))
const blockBytes = 64

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

/** Digest of 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
	const length = Math.ceil((message.length + 9) / blockBytes) * blockBytes
	const padded = new Uint8Array(length)
	padded.set(message)
	padded[message.length] = 0x80
	const view = new DataView(padded.buffer)
	view.setUint32(length - 8, Math.floor(message.length / 2 ** 29))
	view.setUint32(length - 4, (message.length * 8) >>> 0)
	let state = start
	for (let offset = 0; offset < length; offset += blockBytes) {
		const words = Array.from({ length: 16 }, (_, index) => view.getInt32(offset + index * 4))
		state = mix(state, words)
	}
	const digest = new DataView(new ArrayBuffer(32))
	state.forEach((word, index) => digest.setInt32(index * 4, word))
	return new Uint8Array(digest.buffer)
}

/** Keyed digest of 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
	const block = new Uint8Array(blockBytes)
	block.set(key.length > blockBytes ? sha256(key) : key)
	const padded = (pad: number, text: Uint8Array): Uint8Array => new Uint8Array([...block.map((byte) => byte ^ pad), ...text])
	return sha256(padded(0x5c, sha256(padded(0x36, message))))
}

function mix(state: readonly number[], block: readonly number[]): number[] {
	const words = [...block]
	for (let index = 16; index < 64; index++) {
		const [before2, before15] = [words[index - 2] as number, words[index - 15] as number]
		const low = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3)
		const high = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10)
		words.push(((words[index - 16] as number) + low + (words[index - 7] as number) + high) | 0)
	}
	let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
	words.forEach((word, index) => {
		const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + (rounds[index] as number) + word) | 0
		const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
		;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
	})
	return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] as number)) | 0)
}
