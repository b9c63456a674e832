// SPDX-License-Identifier: AGPL-3.0-or-later
import { t } from '../../l10n.ts'
import type { ProgramState } from '../../services/programs.ts'
import { stateLabel } from './labels.ts'

type Stamp = (at: string) => string

/** When a program last did what. `stamp`: an instant (ISO 8601) in words. */
export function lastFacts({ readAt, writtenAt }: Pick<ProgramState, 'readAt' | 'writtenAt'>, stamp: Stamp): readonly string[] {
	return [
		...readAt === null ? [] : [t('Last read: {time}', { time: stamp(readAt) })],
		...writtenAt === null ? [] : [t('Last written: {time}', { time: stamp(writtenAt) })],
	]
}

/** How a program is doing, and when it last did what. */
export function stateFacts(program: ProgramState, stamp: Stamp): readonly string[] {
	return [stateLabel(program.state), ...lastFacts(program, stamp)]
}
