// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AppointmentChange } from '@sprechstunde/core'
import { t } from '../../l10n.ts'
import { erase, store } from '../../services/caldav.ts'
import type { SeriesPart, SeriesScope } from '../../services/calendarObject.ts'
import { changeObject, type Outcome, type Seen } from '../../services/changeAppointment.ts'
import { moveObject, pathIn } from '../../services/moveAppointment.ts'
import { problemOf } from '../../services/problem.ts'
import { practiceZone } from '../../services/session.ts'
import type { CatalogCalendar } from '../../types.ts'
import type { Change } from './changes.ts'
import { titleOf, type Place } from './gridEvents.ts'
import type { CalendarItem } from './objects.ts'

/**
 * @param time the new place in words
 * @param scope of a series
 */
export function moving(item: CalendarItem, to: Place, calendars: readonly CatalogCalendar[], time: string, scope: SeriesScope | null = null): Change {
	const from: Place = { calendar: item.calendar, start: item.entry.start, end: item.entry.end }
	const place = (at: Place): AppointmentChange => ({ time: { start: at.start, end: at.end } })
	const hrefIn = (calendar: string): string => {
		const path = calendars.find(({ id }) => id === calendar)?.href
		return path === undefined || calendar === item.calendar ? item.href : pathIn(path, item.href)
	}
	const part = ({ start, end }: Place): SeriesPart | undefined => scope === null ? undefined : { scope, occurrence: { recurrenceId: item.entry.recurrenceId, start, end } }
	const put = (source: Place, target: Place, seen: Seen): Promise<Outcome> => source.calendar === target.calendar
		? changeObject(hrefIn(target.calendar), place(target), seen, part(source))
		: moveObject(hrefIn(source.calendar), hrefIn(target.calendar), place(target), seen, part(source))
	return {
		title: titleOf(item),
		done: t('{title} moved to {time}', { title: titleOf(item), time }),
		calendars: [...new Set([from.calendar, to.calendar])],
		preview: { id: item.id, place: to },
		run: () => put(from, to, { etag: item.etag }),
		// the status of a series is another's than its occurrence's
		undo: () => put(to, from, scope === null ? { status: item.entry.status } : {}),
	}
}

export function approval(item: CalendarItem): Change {
	return {
		title: titleOf(item),
		done: t('Appointment of {patient} approved', { patient: titleOf(item) }),
		calendars: [item.calendar],
		run: () => changeObject(item.href, { status: 'CONFIRMED' }, { status: 'TENTATIVE', etag: item.etag }),
		undo: () => changeObject(item.href, { status: 'TENTATIVE' }, { status: 'CONFIRMED' }),
	}
}

/**
 * Rejects a request, or calls an approved appointment off.
 *
 * @param reason what the patient reads; may be empty
 */
export function callingOff(item: CalendarItem, reason: string): Change {
	const [{ status }, statusReason, patient] = [item.entry, reason.trim(), titleOf(item)]
	return {
		title: patient,
		done: status === 'TENTATIVE' ? t('Request of {patient} rejected', { patient }) : t('Appointment of {patient} cancelled', { patient }),
		calendars: [item.calendar],
		run: () => changeObject(item.href, { status: 'CANCELLED', ...(statusReason === '' ? {} : { fields: { statusReason } }) }, { status, etag: item.etag }),
		undo: () => changeObject(item.href, { status, ...(statusReason === '' ? {} : { fields: { statusReason: '' } }) }, { status: 'CANCELLED' }),
	}
}

/** The time becomes free, of a series that of the one occurrence; who may delete nothing may still do this. */
export function lifting(item: CalendarItem): Change {
	const part: SeriesPart | undefined = item.entry.recurrenceId === null ? undefined : { scope: 'one', occurrence: item.entry }
	return {
		title: titleOf(item),
		done: t('Block lifted: {title}', { title: titleOf(item) }),
		calendars: [item.calendar],
		run: () => changeObject(item.href, { status: 'CANCELLED' }, { etag: item.etag }, part),
		undo: () => changeObject(item.href, { status: 'CONFIRMED' }, part === undefined ? { status: 'CANCELLED' } : {}, part),
	}
}

/** Only for those who may delete; there is no way back. */
export function removal(item: CalendarItem): Change {
	return {
		title: titleOf(item),
		done: t('{title} deleted', { title: titleOf(item) }),
		calendars: [item.calendar],
		run: async () => {
			try {
				await erase(item.href, item.etag)
				return { kind: 'done', etag: '' }
			} catch (error) {
				const problem = problemOf(error)
				return problem.kind === 'stale' ? { kind: 'stale', status: null } : { kind: 'failed', problem }
			}
		},
	}
}

export interface BlockDraft {
	readonly calendars: readonly CatalogCalendar[]
	readonly summary: string
	/** half-open, milliseconds since the epoch; of whole days their midnights */
	readonly start: number
	readonly end: number
	readonly allDay: boolean
}

/** One block in each of the calendars; undoing lifts them. */
export function blocking(draft: BlockDraft): Change {
	const title = draft.summary || t('Blocked')
	const hrefs = draft.calendars.map(({ href }) => `${href}${crypto.randomUUID()}.ics`)
	return {
		title,
		done: t('Time blocked: {title}', { title }),
		calendars: draft.calendars.map(({ id }) => id),
		run: () => each(hrefs, async (href) => {
			const { blockText } = await import('../../services/calendarObject.ts')
			const uid = href.slice(href.lastIndexOf('/') + 1, -'.ics'.length)
			return { kind: 'done', etag: await store(href, blockText({ ...draft, uid }, practiceZone()), null) }
		}),
		undo: () => each(hrefs, (href) => changeObject(href, { status: 'CANCELLED' }, {})),
	}
}

/** One after the other, up to the first that fails. */
async function each(hrefs: readonly string[], write: (href: string) => Promise<Outcome>): Promise<Outcome> {
	let last: Outcome = { kind: 'done', etag: '' }
	try {
		for (const href of hrefs) {
			last = await write(href)
			if (last.kind !== 'done') return last
		}
	} catch (error) {
		return { kind: 'failed', problem: problemOf(error) }
	}
	return last
}
