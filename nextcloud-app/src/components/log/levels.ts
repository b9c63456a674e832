// SPDX-License-Identifier: AGPL-3.0-or-later
import type { LogKind, LogLevel } from '@sprechstunde/core'
import { alert, checkCircle, closeCircle, information } from '../../icons.ts'
import { t } from '../../l10n.ts'

export const levelIcons: Readonly<Record<LogLevel, string>> = { INFO: information, SUCCESS: checkCircle, WARNING: alert, ERROR: closeCircle }

export function levelLabel(level: LogLevel): string {
	return { INFO: t('Information'), SUCCESS: t('Success'), WARNING: t('Warning'), ERROR: t('Error') }[level]
}

export function kindLabel(kind: LogKind): string {
	return { appointment: t('Appointments'), mail: t('Mails'), sync: t('Practice software'), practice: t('Practice') }[kind]
}
