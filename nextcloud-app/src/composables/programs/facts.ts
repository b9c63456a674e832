// SPDX-License-Identifier: AGPL-3.0-or-later
import { t } from '../../l10n.ts'
import type { ProgramState } from '../../services/programs.ts'
import { stateLabel } from './labels.ts'

/** How a program is doing, and when it last did what. `stamp`: an instant (ISO 8601) in words. */
export function stateFacts({ state, readAt, writtenAt }: ProgramState, stamp: (at: string) => string): readonly string[] {
	return [
		stateLabel(state),
		...readAt === null ? [] : [t('Last read: {time}', { time: stamp(readAt) })],
		...writtenAt === null ? [] : [t('Last written: {time}', { time: stamp(writtenAt) })],
	]
}
