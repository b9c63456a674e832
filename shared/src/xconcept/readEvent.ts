// SPDX-License-Identifier: GPL-3.0-or-later
import type { Status } from '../approval/transitions.ts'
import { fail, issue, ok, type Issue, type Result } from '../issues/issue.ts'
import { formatInstant, instantOfWallClock, parseInstant } from '../scheduling/zonedTime.ts'
import { readId } from './requestBody.ts'

export const remoteEventTypes = ['appointment.updated', 'appointment.cancelled', 'appointment.confirmed'] as const
export type RemoteEventType = (typeof remoteEventTypes)[number]

/** What a program says has become of an appointment; null: it does not say. */
export interface RemoteEvent {
	readonly type: RemoteEventType
	/** the appointment's id there */
	readonly remoteId: string | null
	/** the appointment's UID here */
	readonly uid: string | null
	/** which of two events about an appointment is the later one: by number, else by time (milliseconds since the epoch) */
	readonly revision: number | null
	readonly occurredAt: number | null
	/** milliseconds since the epoch */
	readonly start: number | null
	readonly durationMinutes: number | null
	readonly status: Status | null
}

const statuses: Readonly<Record<string, Status>> = { tentative: 'TENTATIVE', confirmed: 'CONFIRMED', cancelled: 'CANCELLED' }
const longest = 1440

/**
 * Reads the event of a program: `{type, revision or occurred_at, appointment: {id or external_id, date, time, duration, status}}`. Members that
 * nobody here knows are passed over.
 *
 * @param event decoded JSON
 * @param timeZone the practice's, on whose clock date and time are
 */
export function readEvent(event: unknown, timeZone: string): Result<RemoteEvent> {
	if (!isObject(event)) return fail(issue('REQUEST_MALFORMED'))
	const { type, revision, occurred_at: occurredAt, appointment } = event
	const issues: Issue[] = []
	if (type === undefined) issues.push(issue('FIELD_REQUIRED', 'type'))
	else if (!(remoteEventTypes as readonly unknown[]).includes(type)) issues.push(issue('FIELD_VALUE_NOT_ALLOWED', 'type', { allowed: remoteEventTypes.join(', ') }))
	const number = isWhole(revision, 0, Number.MAX_SAFE_INTEGER) ? revision : null
	if (revision != null && number === null) issues.push(issue('FIELD_OUT_OF_RANGE', 'revision', { min: 0, max: Number.MAX_SAFE_INTEGER }))
	const at = instantOf(occurredAt)
	if (occurredAt != null && Number.isNaN(at)) issues.push(issue('TIME_INVALID', 'occurred_at'))
	if (revision == null && occurredAt == null) issues.push(issue('FIELD_REQUIRED', 'revision'))
	const told = isObject(appointment) ? appointment : null
	if (told === null) return fail(...issues, issue(appointment === undefined ? 'FIELD_REQUIRED' : 'REQUEST_MALFORMED', 'appointment'))
	const times = readTimes(told, type, timeZone, issues)
	const remoteId = idOf(told, 'id', issues)
	const uid = idOf(told, 'external_id', issues)
	if (told['id'] == null && told['external_id'] == null) issues.push(issue('FIELD_REQUIRED', 'appointment.id'))
	const status = statusOf(told, issues)
	if (issues.length > 0) return fail(...issues)
	return ok({ type: type as RemoteEventType, remoteId, uid, revision: number, occurredAt: Number.isNaN(at) ? null : at, ...times, status: implied[type as string] ?? status })
}

const implied: Readonly<Record<string, Status>> = { 'appointment.cancelled': 'CANCELLED', 'appointment.confirmed': 'CONFIRMED' }

/** Whether an event is no news after the last one that counted; its revision decides, where both have one. */
export function isOutdated(event: Pick<RemoteEvent, 'revision' | 'occurredAt'>, seen: Pick<RemoteEvent, 'revision' | 'occurredAt'>): boolean {
	if (event.revision !== null && seen.revision !== null) return event.revision <= seen.revision
	return event.occurredAt !== null && seen.occurredAt !== null && event.occurredAt < seen.occurredAt
}

function readTimes(told: Record<string, unknown>, type: unknown, timeZone: string, issues: Issue[]): Pick<RemoteEvent, 'start' | 'durationMinutes'> {
	const { date, time, duration } = told
	const isOne = (value: unknown): boolean => value != null
	// when what is cancelled would have been is nobody's concern
	if (type === 'appointment.cancelled') return { start: null, durationMinutes: null }
	if (isOne(date) !== isOne(time)) issues.push(issue('FIELD_REQUIRED', isOne(date) ? 'appointment.time' : 'appointment.date'))
	const minutes = isWhole(duration, 1, longest) ? duration : null
	if (isOne(duration) && minutes === null) issues.push(issue('FIELD_OUT_OF_RANGE', 'appointment.duration', { min: 1, max: longest }))
	if (!isOne(date) || !isOne(time)) return { start: null, durationMinutes: minutes }
	const day = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) && Number(date.slice(0, 4)) >= 1970 ? Date.parse(`${date}T00:00:00Z`) : NaN
	const isDay = !Number.isNaN(day) && new Date(day).toISOString().slice(0, 10) === date
	if (!isDay) issues.push(issue('TIME_INVALID', 'appointment.date'))
	const clock = typeof time === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(time) : null
	if (clock === null) issues.push(issue('TIME_INVALID', 'appointment.time'))
	const start = isDay && clock !== null ? instantOfWallClock(day + (Number(clock[1]) * 60 + Number(clock[2])) * 60000, timeZone) : null
	return { start, durationMinutes: minutes }
}

function statusOf({ status }: Record<string, unknown>, issues: Issue[]): Status | null {
	if (status == null) return null
	const found = typeof status === 'string' && Object.hasOwn(statuses, status.toLowerCase()) ? statuses[status.toLowerCase()] ?? null : null
	if (found === null) issues.push(issue('FIELD_VALUE_NOT_ALLOWED', 'appointment.status', { allowed: Object.keys(statuses).join(', ') }))
	return found
}

function idOf(told: Record<string, unknown>, name: string, issues: Issue[]): string | null {
	if (told[name] == null) return null
	const id = readId(told[name])
	if (id === null) issues.push(issue('FIELD_FORMAT', `appointment.${name}`))
	return id
}

/** NaN where it is no instant in UTC, or of a day that no calendar has. */
function instantOf(value: unknown): number {
	const at = typeof value === 'string' ? parseInstant(value) : NaN
	return Number.isNaN(at) || formatInstant(at).slice(0, 10) !== String(value).slice(0, 10) ? NaN : at
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown, min: number, max: number): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}
