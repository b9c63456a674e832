// SPDX-License-Identifier: GPL-3.0-or-later

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * `appointment-YYYYMMDD-HHMMSS-RANDOM@domain`: the time (UTC) of the request, not of the appointment.
 *
 * @param now milliseconds since the epoch
 * @param random 16 bytes or more from a cryptographic source
 * @throws RangeError with fewer bytes
 */
export function makeUid(now: number, random: Uint8Array, domain: string): string {
	if (random.length < 16) throw new RangeError('a UID needs 128 random bits')
	const [day, time] = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').split('T')
	return `appointment-${day}-${time}-${base64url(random)}@${domain}`
}

function base64url(bytes: Uint8Array): string {
	let text = ''
	let bits = 0
	let count = 0
	for (const byte of bytes) {
		bits = (bits << 8) | byte
		for (count += 8; count >= 6; count -= 6) text += alphabet[(bits >> (count - 6)) & 63]
		bits &= 0xff
	}
	return count === 0 ? text : text + alphabet[(bits << (6 - count)) & 63]
}
