// SPDX-License-Identifier: GPL-3.0-or-later

export const roles = ['booking', 'staff', 'admin', 'pvs', 'patient'] as const
export type Role = (typeof roles)[number]

export const actions = ['create', 'read', 'confirm', 'reject', 'move', 'edit', 'cancel', 'doubleBook', 'delete', 'configure', 'viewLog', 'backup'] as const
export type Action = (typeof actions)[number]

/** `own`: only objects that this role's account created, or (patient) the one appointment the token names. */
export type Grant = 'yes' | 'own'

/** What is not listed is denied. */
export const roleMatrix: Readonly<Record<Role, Readonly<Partial<Record<Action, Grant>>>>> = {
	booking: { create: 'yes', read: 'own' },
	staff: { create: 'yes', read: 'yes', confirm: 'yes', reject: 'yes', move: 'yes', edit: 'yes', cancel: 'yes', doubleBook: 'yes' },
	admin: { create: 'yes', read: 'yes', confirm: 'yes', reject: 'yes', move: 'yes', edit: 'yes', cancel: 'yes', doubleBook: 'yes', delete: 'yes', configure: 'yes', viewLog: 'yes', backup: 'yes' },
	pvs: { create: 'yes', read: 'yes', confirm: 'yes', reject: 'yes', move: 'yes', edit: 'yes', cancel: 'yes', doubleBook: 'yes', delete: 'yes' },
	patient: { read: 'own', cancel: 'own', move: 'own' },
}

/** Deny by default: an account without a role (`null`) may do nothing. */
export function can(role: Role | null, action: Action, own = false): boolean {
	const grant = role === null ? undefined : roleMatrix[role][action]
	return grant === 'yes' || (grant === 'own' && own)
}
