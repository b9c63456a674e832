// SPDX-License-Identifier: GPL-3.0-or-later
import type { Facts } from './facts.ts'
import { finding, type Finding } from './finding.ts'

/** Three runs of the jobs that send: later than that is late. */
const tolerance = 15 * 60_000

/** What programs that listen, or have a REST interface, were not told. */
export function judgeDeliveries({ now, deliveries = [] }: Facts): Finding[] {
	return deliveries.flatMap(({ name, waiting, waitingSince, dead }) => [
		...(dead > 0 ? [finding('DELIVERIES_DEAD', { name, count: dead })] : []),
		...(waitingSince !== null && now - waitingSince > tolerance ? [finding('DELIVERIES_LATE', { name, count: waiting, minutes: Math.floor((now - waitingSince) / 60_000) })] : []),
	])
}
