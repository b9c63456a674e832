// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from '../contract/limits.ts'
import { holdRequestSchema } from '../contract/schemas/holdRequest.ts'
import { typeOf } from '../icalendar/renderEvent.ts'
import { issue, type Issue } from '../issues/issue.ts'
import type { AppointmentType, CalendarConfig, Practice } from '../practice/practice.ts'
import { widen, type Interval } from '../scheduling/interval.ts'
import { parseInstant } from '../scheduling/zonedTime.ts'
import { checkBookingTime } from './bookingTime.ts'
import { checkRequestShape } from './requestShape.ts'

/** A slot to be held, if it is free: the caller looks, under its lock. */
export interface AcceptedHold {
	readonly ok: true
	readonly calendar: CalendarConfig
	readonly type: AppointmentType
	/** the appointment's, without buffers */
	readonly time: Interval
	/** what it keeps from others, with buffers */
	readonly claim: Interval
	/** milliseconds since the epoch; from then on it counts no more */
	readonly expires: number
	readonly client: string
	/** null: the server makes one */
	readonly token: string | null
}

export type HoldVerdict = AcceptedHold | { readonly ok: false; readonly issues: readonly Issue[] }

/**
 * Judges a request to hold a slot by the rules of a booking: shape, calendar and type, time.
 *
 * @param request as the schema holdRequest
 * @param now milliseconds since the epoch
 */
export function judgeHold(request: unknown, practice: Practice, now: number): HoldVerdict {
	const shape = checkRequestShape(request, holdRequestSchema)
	if (shape.length > 0) return { ok: false, issues: shape }
	const asked = request as { calendar: string; type: string; start: string; end: string; client: string; token?: string; seconds?: number }
	const { client, token = null } = asked
	const calendar = practice.calendars.find((entry) => entry.id === asked.calendar || entry.aliases.includes(asked.calendar))
	if (calendar === undefined) return refuse(issue('CALENDAR_UNKNOWN', 'calendar'))
	const type = typeOf(practice, asked.type)
	if (type === undefined || !type.online) return refuse(issue('TYPE_UNKNOWN', 'type'))
	if (!calendar.types.includes(type.code)) return refuse(issue('TYPE_NOT_OFFERED', 'type'))
	const time = { start: instantOf(asked.start), end: instantOf(asked.end) }
	if (Number.isNaN(time.start)) return refuse(issue('TIME_INVALID', 'start'))
	if (!(time.end > time.start)) return refuse(issue('TIME_INVALID', 'end'))
	const unfit = checkBookingTime(time, type, { practice, calendar, zone: practice.practice.timeZone, now })
	if (unfit.length > 0) return { ok: false, issues: unfit }
	const longest = practice.booking.holdMinutes * 60
	return {
		ok: true, calendar, type, time, client, token,
		claim: widen(time, type.bufferBeforeMinutes, type.bufferAfterMinutes),
		expires: now + Math.min(asked.seconds ?? longest, longest) * 1000,
	}
}

/** @param held how many slots the client holds already, that of the same token not counted */
export function checkHoldNumber(held: number): Issue[] {
	const max = limits.holdsPerClient
	return held < max ? [] : [issue('HOLD_LIMIT_REACHED', undefined, { max })]
}

/** NaN for a day or hour that there is not, which Date would take for the next one. */
function instantOf(text: string): number {
	const instant = parseInstant(text)
	return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.slice(0, 19)) ? instant : NaN
}

function refuse(...issues: Issue[]): HoldVerdict {
	return { ok: false, issues }
}
