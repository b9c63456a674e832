// SPDX-License-Identifier: GPL-3.0-or-later
import { checkHoldNumber, judgeHold, type AcceptedHold, type Practice } from '@sprechstunde/core'
import { randomBytes } from 'node:crypto'
import { Refusal } from './http.ts'
import type { Collection } from './store.ts'

type Held = Pick<AcceptedHold, 'time' | 'claim' | 'expires' | 'client'> & { readonly token: string }

/** Slots kept for a while for whoever fills in the form; in memory only, for none lives longer than an hour. */
export class Holds {
	readonly #held = new Map<string, Held & { readonly collection: Collection }>()

	constructor(readonly now: () => number) {}

	/**
	 * @param body JSON as the schema holdRequest
	 * @throws {Refusal} with the core's issues
	 */
	judge(body: string, practice: Practice): AcceptedHold & { readonly token: string } {
		const verdict = judgeHold(parse(body), practice, this.now())
		if (!verdict.ok) throw new Refusal(verdict.issues)
		const token = verdict.token ?? randomBytes(16).toString('base64url')
		const issues = checkHoldNumber(this.#live(token).filter((held) => held.client === verdict.client).length)
		if (issues.length > 0) throw new Refusal(issues)
		return { ...verdict, token }
	}

	/** Takes the place of what the token held before. */
	put(collection: Collection, { time, claim, expires, client, token }: Held): void {
		this.#held.set(token, { collection, time, claim, expires, client, token })
	}

	release(token: string): void {
		this.#held.delete(token)
	}

	/** What is held in a calendar under other tokens. */
	of(collection: Collection, except: string): readonly Held[] {
		return this.#live(except).filter((held) => held.collection === collection)
	}

	#live(except: string) {
		const now = this.now()
		for (const [token, { expires }] of this.#held) if (expires <= now) this.#held.delete(token)
		return [...this.#held.values()].filter(({ token }) => token !== except)
	}
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body)
	} catch {
		return null
	}
}
