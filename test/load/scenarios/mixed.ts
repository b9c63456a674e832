// SPDX-License-Identifier: GPL-3.0-or-later
import { parallel, tally } from '../report.ts'
import type { World } from '../world.ts'
import { actions, Desk } from './actions.ts'

/** Who does how much of what: the website books, staff and PVS work, the owner clears up. */
const weights: Readonly<Record<keyof typeof actions, number>> = {
	book: 8, confirm: 4, cancel: 3, reopen: 2, move: 5, moveCalendar: 3, doubleBook: 4, block: 2, deleteObject: 4, restore: 4, purge: 1, copy: 1,
}

/** Everything at once on a few dozen slots. Which answers are refusals depends on who came first; none may be a fault. */
export async function mixed(world: World, count: number): Promise<void> {
	const { report, random } = world
	const desk = new Desk(world)
	const deck = (Object.keys(weights) as (keyof typeof actions)[]).flatMap((name) => Array.from({ length: weights[name] }, () => name))
	const plan = [...Array.from({ length: Math.ceil(count / 10) }, () => 'book' as const), ...Array.from({ length: count }, () => random.pick(deck))]
	const began = Date.now()
	const done = await parallel(plan, 16, async (name) => ({ name, status: await actions[name](desk) }))
	report.figure(`${plan.length} mixed writes in ${((Date.now() - began) / 1000).toFixed(1)} s`)
	for (const name of Object.keys(actions)) {
		const statuses = done.filter((one) => one.name === name).map(({ status }) => status)
		report.figure(`  ${name}: ${tally(statuses)}`)
		// Nextcloud's own 400: a second object of one UID in a calendar; an object that somebody else has just restored
		const allowed = [0, 201, 204, 403, 404, 409, 412, ...(['copy', 'moveCalendar', 'restore', 'purge'].includes(name) ? [400] : [])]
		report.holds(`${name} is done or refused`, statuses.filter((status) => !allowed.includes(status)).map(String))
	}
	const failing = Object.keys(actions).filter((name) => done.some((one) => one.name === name) && !done.some((one) => one.name === name && one.status > 0 && one.status < 300))
	report.holds('each kind of write succeeds at times', world.options.size === 'full' ? failing : [])
}
