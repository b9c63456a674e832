// SPDX-License-Identifier: AGPL-3.0-or-later

const key = 'sprechstunde.newAppointment'

/** What the next new appointment begins with: the last one's, nothing of its patient but the kind of insurance. */
export interface Remembered {
	readonly appointmentType: string
	readonly insurance: string
}

/** What this browser remembers; empty where nothing, or where it may not store anything. */
export function recall(): Remembered {
	try {
		const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Remembered>
		return { appointmentType: String(stored.appointmentType ?? ''), insurance: String(stored.insurance ?? '') }
	} catch {
		return { appointmentType: '', insurance: '' }
	}
}

export function remember(last: Remembered): void {
	try {
		localStorage.setItem(key, JSON.stringify(last))
	} catch {
		// nothing is lost: the next form begins without
	}
}
