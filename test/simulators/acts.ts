// SPDX-License-Identifier: GPL-3.0-or-later

export type What = 'approve' | 'decline' | 'move' | 'cancel' | 'phone' | 'treat' | 'delete' | 'enter'

/** Who does what to an appointment of which status; `enter` is about none that is there. */
export interface Act {
	readonly who: 'staff' | 'program' | 'patient'
	readonly what: What
	readonly status: 'TENTATIVE' | 'CONFIRMED'
}

const act = (who: Act['who'], what: What): Act => ({ who, what, status: ['approve', 'decline'].includes(what) ? 'TENTATIVE' : 'CONFIRMED' })

/** What is done in a day, over and over. */
export const acts: readonly Act[] = [
	act('staff', 'approve'), act('program', 'approve'), { who: 'patient', what: 'cancel', status: 'TENTATIVE' }, act('program', 'enter'), act('staff', 'move'),
	act('program', 'move'), act('patient', 'move'), act('staff', 'approve'), act('program', 'cancel'), act('program', 'phone'),
	act('staff', 'cancel'), act('program', 'approve'), act('program', 'treat'), act('staff', 'approve'), act('patient', 'cancel'),
	act('staff', 'decline'), act('program', 'approve'), act('program', 'delete'), act('program', 'decline'), act('patient', 'move'), act('program', 'enter'),
]

/** What its users do with a backup of this morning, before it has synchronised. */
export const withOldData: readonly Act[] = [act('program', 'phone'), act('program', 'move'), act('program', 'approve'), act('program', 'cancel')]

/** The status that follows, where it is done to what has another. */
export function statusAfter({ what, status }: Act): string {
	return what === 'delete' ? 'gone' : what === 'approve' ? 'CONFIRMED' : what === 'cancel' || what === 'decline' ? 'CANCELLED' : status
}
