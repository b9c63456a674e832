// SPDX-License-Identifier: GPL-3.0-or-later
import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../load/world.ts'
import { operations } from './operations.ts'
import { outcome } from './outcome.ts'
import { answerOf, kill, settled, startVictim } from './victim.ts'

/** Kills the process that answers at random moments of each write, spread over a little more than it takes. */
export async function randomKills(world: World, kills: number): Promise<void> {
	const { report, random } = world
	const names = Object.keys(operations)
	const took = new Map<string, number>()
	const counts = new Map(names.map((name) => [name, { killed: 0, happened: 0, answered: 0 }]))
	const problems: string[] = []
	for (let round = 0; round < kills + names.length; round++) {
		const name = names[round % names.length] as string
		const [prepared, victim] = await Promise.all([(operations[name] as NonNullable<typeof operations[string]>)(world), startVictim(world)])
		const before = settled(world)
		const began = Date.now()
		const duration = took.get(name)
		const answering = answerOf(prepared.send(victim.url))
		if (duration === undefined) {
			// the first of each is left alone: how long it takes
			const answer = await answering
			took.set(name, Date.now() - began)
			if (answer === null || answer.status >= 300) problems.push(`${name}, undisturbed: ${answer?.status} ${answer?.text.slice(0, 300)}`)
		} else {
			await pause(random.below(Math.ceil(duration * 1.15)))
			kill(victim.pid)
		}
		const answer = await answering
		await victim.stop()
		const result = outcome(before, world.snapshot(), prepared.uid, answer?.status ?? null, world.practice, Date.now())
		problems.push(...result.problems.map((text) => `${name}, round ${round}: ${text}`))
		const count = counts.get(name)
		if (count !== undefined && duration !== undefined) {
			count.killed++
			count.happened += result.happened ? 1 : 0
			count.answered += answer === null ? 0 : 1
		}
	}
	report.figure(`${kills} kills at random moments:`)
	for (const [name, { killed, happened, answered }] of counts) report.figure(`  ${name} (${took.get(name)} ms): ${killed} killed, ${happened} took effect, ${answered} had been answered`)
	report.holds('a worker killed at any moment leaves all of its write or nothing', problems)
}
