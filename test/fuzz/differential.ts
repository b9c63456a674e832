// SPDX-License-Identifier: GPL-3.0-or-later
import { fileURLToPath } from 'node:url'
import { differences } from './compare.ts'
import { judge, type Judgement, type Write } from './judge.ts'
import { startPhp } from './phpWorker.ts'
import { practice } from './writes.ts'

export interface Twins {
	/** in what the two guards differ about a write; none: they agree */
	readonly compare: (write: Write) => Promise<Compared>
	readonly stop: () => void
}

export interface Compared {
	readonly differences: readonly string[]
	readonly ts: Judgement
	readonly php: Judgement
	/** of PHP's judgement alone */
	readonly micros: number
	/** bytes PHP needed at most */
	readonly peak: number
}

/** The TypeScript guard in this process and the PHP guard in one beside it. */
export function startTwins(): Twins {
	const worker = startPhp(fileURLToPath(new URL('./guardWorker.php', import.meta.url)))
	const encoded = (text: string | null): string | null => text === null ? null : Buffer.from(text).toString('base64')
	return {
		compare: async (write) => {
			const answer = await worker.ask({ ...write, next: encoded(write.next), previous: encoded(write.previous) }) as Judgement & { micros: number; peak: number; stored?: string }
			const php = answer.stored === undefined ? answer : { ...answer, stored: Buffer.from(answer.stored, 'base64').toString() }
			const ts = judge(write, practice)
			return { differences: differences(ts, php), ts, php, micros: answer.micros, peak: answer.peak }
		},
		stop: worker.stop,
	}
}
