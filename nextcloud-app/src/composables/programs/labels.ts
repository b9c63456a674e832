// SPDX-License-Identifier: AGPL-3.0-or-later
import { fieldLabels } from '@sprechstunde/core'
import { language, t } from '../../l10n.ts'
import type { ProgramState } from '../../services/programs.ts'

export function stateLabel(state: ProgramState['state']): string {
	return {
		fresh: t('Up to date'), late: t('Late'), lost: t('No longer synchronising'), never: t('Has never synchronised'),
		paused: t('Paused'), missing: t('The account is missing'),
	}[state]
}

/** What a name in a field map stands for. */
export function shownLabel(name: string): string {
	return ({ practice: t('Practice'), room: t('Room'), doctor: t('Doctor') } as Readonly<Record<string, string>>)[name] ?? fieldLabels(language())[name] ?? name
}

/** What a member of the JSON for a REST interface may hold. */
export function restLabel(name: string): string {
	return ({ date: t('Date'), time: t('Time of day'), duration: t('Duration in minutes'), calendar: t('Calendar (short name)') } as Readonly<Record<string, string>>)[name] ?? fieldLabels(language())[name] ?? name
}
