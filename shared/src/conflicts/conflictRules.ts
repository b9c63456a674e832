// SPDX-License-Identifier: GPL-3.0-or-later
import { fail, issue, ok, type Result } from '../issues/issue.ts'
import type { Role } from '../roles/matrix.ts'
import type { Interval } from '../scheduling/interval.ts'

/** A PVS can't have seen a change of the website or a patient that is younger than this. */
export const conflictSeconds = 300
/** Changes remembered per appointment; forgetting the oldest refuses a write rather than lets it in. */
export const rememberedChanges = 12

/** A change by website or patient. */
export interface RecentChange {
	/** ETag of the version that it replaced, with its quotes */
	readonly etag: string
	readonly role: Role
	readonly secondsAgo: number
}

export interface PreconditionRequest {
	/** null: a command, a job or an account without a role */
	readonly role: Role | null
	/** the header as it came (RFC 9110 §13.1.1); null: none */
	readonly ifMatch: string | null
	/** of what is stored */
	readonly etag: string
	/** the changes since the last one by anybody else, the oldest first */
	readonly recent: readonly RecentChange[]
}

/**
 * Whether a PUT or DELETE of an existing object may go on. The PVS has the last word over website and patients, whose
 * changes it can't have seen yet; everybody else's follow their ETags; website and patients never overwrite anything.
 *
 * @returns `waived`: If-Match names an old version and is to be left out of account; or STALE (412), CHANGED_MEANWHILE (409)
 */
export function judgePrecondition({ role, ifMatch, etag, recent }: PreconditionRequest): Result<{ readonly waived: boolean }> {
	// Evolution escapes the quotes
	const known = ifMatch === null ? [] : ifMatch.split(',').map((entry) => entry.trim().replaceAll('\\"', '"'))
	const isCurrent = known.includes(etag)
	if (isGuest(role)) return isCurrent ? ok({ waived: false }) : fail(issue('CHANGED_MEANWHILE'))
	if (ifMatch === null || isCurrent || known.includes('*')) return ok({ waived: false })
	// a version can come back: from its last time on
	const since = recent.map((change) => known.includes(change.etag)).lastIndexOf(true)
	const unseen = role === 'pvs' && since >= 0 && recent.slice(since).every((change) => isGuest(change.role) && isYoung(change))
	return unseen ? ok({ waived: true }) : fail(issue('STALE'))
}

/**
 * Whether a write takes back what website or patient have just changed. Changing is all they can do to an appointment that
 * exists: whether it takes place, and when; a write that leaves this as it is overwrites nothing.
 *
 * @param before when the appointment takes place as it is stored; null: it does not (cancelled)
 * @param after likewise after the write; null: cancelled or deleted
 */
export function isConflict(role: Role | null, recent: readonly RecentChange[], before: Interval | null, after: Interval | null): boolean {
	return role === 'pvs' && recent.some(isYoung) && (before?.start !== after?.start || before?.end !== after?.end)
}

/**
 * The changes to remember after a write.
 *
 * @param etag of the version that the write replaced; null: the object is new, which takes nothing from anybody
 */
export function rememberChange(recent: readonly RecentChange[], role: Role | null, etag: string | null): RecentChange[] {
	if (role === null || !isGuest(role) || etag === null) return []
	return [...recent.filter(isYoung), { etag, role, secondsAgo: 0 }].slice(-rememberedChanges)
}

function isGuest(role: Role | null): boolean {
	return role === 'booking' || role === 'patient'
}

function isYoung({ secondsAgo }: RecentChange): boolean {
	return secondsAgo < conflictSeconds
}
