// SPDX-License-Identifier: GPL-3.0-or-later
import { join } from 'node:path'
import type { Snapshot } from '../agreement/snapshot.ts'
import type { Answer } from '../conformance/client.ts'
import { serverErrors } from '../conformance/client.ts'
import type { World } from '../load/world.ts'
import { startNode, type PhpNode } from '../servers/nextcloud/node.ts'

/** A node of one process, which a request makes work and which may be killed at it. */
export function startVictim(world: World, prefix: readonly string[] = []): Promise<PhpNode> {
	return startNode({ name: 'victim', folder: world.nextcloud.folder, log: join(world.folder, 'victim.log'), workers: 1, prefix, greeting: 'robots.txt', compiled: join(world.folder, 'compiled') })
}

/** The answer of a request to a node that may die meanwhile: null where none came. A 5xx is for the caller to judge. */
export async function answerOf(work: Promise<Answer>): Promise<Answer | null> {
	const answer = await work.catch(() => null)
	serverErrors.length = 0
	return answer
}

/** Ends a process at once, as the kernel does when memory runs out. */
export function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL')
	} catch { /* it has ended */ }
}

/** Everything that waits to be told is told, as far as the tables know; what there is then. */
export function settled(world: World): Snapshot {
	world.sql('UPDATE oc_sprechstunde_outbox SET state = \'done\' WHERE state <> \'done\'', 'DELETE FROM oc_jobs WHERE class LIKE \'%Sprechstunde%DeliverJob\'')
	return world.snapshot()
}
