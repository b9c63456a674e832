// SPDX-License-Identifier: GPL-3.0-or-later
import type { Action, Role } from '../roles/matrix.ts'

/** RFC 5545 §3.8.1.11, as a VEVENT uses it. */
export const statuses = ['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const
export type Status = (typeof statuses)[number]
export type State = Status | 'NEW'

/** How long the reverse PUT undoes an approval or rejection; mails about them wait as long. */
export const undoSeconds = 15

export interface Transition {
	readonly name: string
	readonly from: State
	readonly to: Status
	readonly roles: readonly Role[]
	readonly action: Action
	/** `manual`/`auto`: how the appointment type is approved; `undo`: the last change went the other way, less than `undoSeconds` ago */
	readonly when?: 'manual' | 'auto' | 'undo'
	/** the slot becomes busy (again): it has to be free, or be double-booked by a role that may */
	readonly claimsSlot: boolean
}

const practice = ['staff', 'admin', 'pvs'] as const

/** The approval workflow. What is not listed is refused. */
export const transitions: readonly Transition[] = [
	{ name: 'request', from: 'NEW', to: 'TENTATIVE', roles: ['booking'], action: 'create', when: 'manual', claimsSlot: true },
	{ name: 'autoConfirm', from: 'NEW', to: 'CONFIRMED', roles: ['booking'], action: 'create', when: 'auto', claimsSlot: true },
	{ name: 'create', from: 'NEW', to: 'CONFIRMED', roles: practice, action: 'create', claimsSlot: true },
	{ name: 'pencilIn', from: 'NEW', to: 'TENTATIVE', roles: practice, action: 'create', claimsSlot: true },
	{ name: 'approve', from: 'TENTATIVE', to: 'CONFIRMED', roles: practice, action: 'confirm', claimsSlot: false },
	{ name: 'reject', from: 'TENTATIVE', to: 'CANCELLED', roles: practice, action: 'reject', claimsSlot: false },
	{ name: 'cancel', from: 'CONFIRMED', to: 'CANCELLED', roles: practice, action: 'cancel', claimsSlot: false },
	{ name: 'reconfirm', from: 'CANCELLED', to: 'CONFIRMED', roles: practice, action: 'confirm', claimsSlot: true },
	{ name: 'undoApprove', from: 'CONFIRMED', to: 'TENTATIVE', roles: practice, action: 'confirm', when: 'undo', claimsSlot: false },
	{ name: 'undoReject', from: 'CANCELLED', to: 'TENTATIVE', roles: practice, action: 'reject', when: 'undo', claimsSlot: true },
	{ name: 'withdrawRequest', from: 'TENTATIVE', to: 'CANCELLED', roles: ['patient'], action: 'cancel', claimsSlot: false },
	{ name: 'withdraw', from: 'CONFIRMED', to: 'CANCELLED', roles: ['patient'], action: 'cancel', claimsSlot: false },
	{ name: 'reschedule', from: 'CONFIRMED', to: 'TENTATIVE', roles: ['patient'], action: 'move', when: 'manual', claimsSlot: true },
]
