// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * A smaller body that still fails: takes out ever shorter runs of lines, then of bytes, as long as it keeps failing.
 *
 * @param most how often `fails` may be asked
 */
export async function reduce(body: Buffer, fails: (body: Buffer) => Promise<boolean>, most = 200): Promise<Buffer> {
	let left = most
	let best = body
	for (const pieces of [(text: string): string[] => text.split(/(?<=\n)/), (text: string): string[] => text.split('')]) {
		let list = pieces(best.toString('latin1'))
		for (let run = Math.ceil(list.length / 2); run >= 1 && left > 0; run = run === 1 ? 0 : Math.ceil(run / 2)) {
			for (let start = 0; start < list.length && left > 0;) {
				const shorter = [...list.slice(0, start), ...list.slice(start + run)]
				left--
				if (await fails(Buffer.from(shorter.join(''), 'latin1'))) list = shorter
				else start += run
			}
		}
		best = Buffer.from(list.join(''), 'latin1')
	}
	return best
}
