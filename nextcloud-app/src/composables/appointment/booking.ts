// SPDX-License-Identifier: AGPL-3.0-or-later
import { dayOf, fieldCatalogue, type Status } from '@sprechstunde/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { dateFormatter } from '../../format/dates.ts'
import { language, locale, t } from '../../l10n.ts'
import { createObject, hrefOf, newUid } from '../../services/createAppointment.ts'
import { appointmentsOf, type KnownPatient, type PatientAppointment } from '../../services/patients.ts'
import type { Problem } from '../../services/problem.ts'
import { session } from '../../services/session.ts'
import type { Catalog } from '../../types.ts'
import { createBookingTime, type BookingTime } from './bookingTime.ts'
import { checkDraft, isInForm, issueTexts } from './checkDraft.ts'
import { clockAfter, emptyDraft, timeKeys, timeOf, type Draft } from './draft.ts'
import { recall, remember } from './remembered.ts'

/** What a known patient brings along. */
const personal = ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'patientId', 'language'] as const

export interface BookingStart {
	/** id of a calendar */
	readonly calendar?: string | undefined
	/** epoch milliseconds; with a start the time is given, else the next free ones are offered */
	readonly start?: number | undefined
	readonly end?: number | undefined
	/** whom it is for, where that is known from the start */
	readonly patient?: KnownPatient | undefined
}

/** What was stored. */
export interface Booked {
	/** of the calendar object, as this account reaches it */
	readonly href: string
	readonly calendar: string
	readonly uri: string
	readonly patient: string
	/** epoch milliseconds */
	readonly start: number
	readonly end: number
}

export interface Booking {
	readonly draft: ShallowRef<Draft>
	readonly time: BookingTime
	/** sentences by name in the draft, `slot` or `calendar` */
	readonly issues: ShallowRef<ReadonlyMap<string, string>>
	/** what went wrong and belongs to no field */
	readonly failure: Ref<string | null>
	/** the patient's appointments on the day that is chosen */
	readonly sameDay: ComputedRef<readonly PatientAppointment[]>
	/** whether anything was entered that would be lost */
	readonly isFilled: ComputedRef<boolean>
	readonly saving: Ref<boolean>
	set(values: Draft): void
	take(patient: KnownPatient): void
	/** what was stored; null where something is to be mended first */
	save(): Promise<Booked | null>
}

/** A new appointment, as it is made on the telephone. */
export function createBooking(catalog: Catalog, begin: BookingStart): Booking {
	const zone = catalog.practice.timeZone
	const uid = newUid(catalog, Date.now())
	const only = catalog.calendars.length === 1 ? catalog.calendars[0]?.id : undefined
	const calendar = catalog.calendars.find(({ id }) => id === begin.calendar)?.id ?? only ?? ''
	const first = firstDraft(catalog, calendar, begin)
	const draft = shallowRef(first)
	const time = createBookingTime(catalog, draft, { calendar, manual: begin.start !== undefined })
	const issues = shallowRef<ReadonlyMap<string, string>>(new Map())
	const failure = ref<string | null>(null)
	const known = shallowRef<readonly PatientAppointment[]>([])
	const saving = ref(false)
	/** the answer to a try was lost: it may be stored */
	let uncertain = false

	const sameDay = computed(() => {
		const day = time.place.value === null ? '' : dayOf(time.place.value.start, zone)
		return known.value.filter((one) => one.status !== 'CANCELLED' && dayOf(Date.parse(one.start), zone) === day)
	})

	let asking: AbortController | null = null
	watch(() => JSON.stringify(['patientName', 'birthDate', 'patientId'].map((name) => draft.value[name]?.trim() ?? '')), async (identity) => {
		asking?.abort()
		known.value = []
		const [patientName, birthDate, patientId] = JSON.parse(identity) as [string, string, string]
		if (patientId === '' && (patientName === '' || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate))) return
		asking = new AbortController()
		// without an answer there is no warning; nothing else depends on it
		known.value = await appointmentsOf({ patientName, birthDate, patientId }, asking.signal).catch(() => [])
	}, { immediate: true })
	onScopeDispose(() => asking?.abort())

	function set(values: Draft): void {
		const minutes = catalog.appointmentTypes.find(({ code }) => code === values.appointmentType)?.durationMinutes
		const end = minutes !== undefined && begin.end === undefined ? { end: clockAfter(draft.value.start, minutes) } : {}
		draft.value = { ...draft.value, ...end, ...values }
		const left = [...issues.value].filter(([name]) => !(name in values))
		if (left.length < issues.value.size) issues.value = new Map(left)
	}

	function check(): boolean {
		const { manual, picked, calendar: where } = time.choice.value
		const today = dateFormatter(locale(), zone).localDate(new Date())
		const whole = manual || picked === null ? draft.value : { ...draft.value, ...timeOf(picked.start, picked.end, zone) }
		const found = checkDraft(whole, { role: session().role, today, zone, required: ['patientName', 'appointmentType'], birthDateFormat: t('e.g. 12.8.64 or 120864') })
		const texts = issueTexts(manual ? found : found.filter(({ path }) => !(timeKeys as readonly string[]).includes(path ?? '')), language(), t('Day'))
		if (!manual && picked === null) texts.set('slot', t('Please choose a time.'))
		if (manual && where === '') texts.set('calendar', t('Please choose a calendar.'))
		issues.value = texts
		return texts.size === 0
	}
	async function findTaken(): Promise<boolean> {
		if (time.choice.value.manual || uncertain || await time.isStillFree()) return false
		issues.value = new Map([['slot', t('This slot is no longer free. Please choose another one.')]])
		time.choose({ picked: null })
		await time.refresh()
		return true
	}
	function refuse(problem: Problem): void {
		uncertain ||= problem.kind === 'unreachable'
		const found = problem.fields ?? []
		issues.value = new Map(found.filter(({ path }) => isInForm(path)).map(({ path, text }) => [path, text]))
		failure.value = found.length > 0 && found.every(({ path }) => isInForm(path)) ? null : problem.text
	}

	async function store(): Promise<Booked | null> {
		const slot = time.place.value
		const where = catalog.calendars.find(({ id }) => id === slot?.calendar)
		if (slot === null || where === undefined || await findTaken()) return null
		const values = fieldCatalogue.map(({ name }) => [name, draft.value[name]?.trim() ?? ''] as const)
		const fields = Object.fromEntries(values.filter(([, value]) => value !== ''))
		const outcome = await createObject({ uid, status: draft.value.status as Status, start: slot.start, end: slot.end, fields, note: draft.value.note?.trim() ?? '', sequence: 0 }, catalog, where)
		if (outcome.kind === 'failed') {
			refuse(outcome.problem)
			return null
		}
		// `stale`: of a UID that nobody else has, there is one only after a try whose answer was lost
		remember({ appointmentType: fields.appointmentType ?? '', insurance: fields.insurance ?? '' })
		return { href: hrefOf(where, uid), calendar: where.id, uri: `${uid}.ics`, patient: fields.patientName ?? '', start: slot.start, end: slot.end }
	}
	async function save(): Promise<Booked | null> {
		failure.value = null
		if (saving.value || !check()) return null
		saving.value = true
		const booked = await store()
		saving.value = false
		return booked
	}

	return {
		draft, time, issues, failure, sameDay, saving, set, save,
		isFilled: computed(() => ['patientName', 'birthDate', 'phone', 'email', 'reason', 'note'].some((name) => (draft.value[name] ?? '') !== (first[name] ?? ''))),
		take: (patient) => set(draftFor(patient)),
	}
}

function draftFor({ fields }: KnownPatient): Draft {
	return { patient: 'existing', ...Object.fromEntries(personal.flatMap((name) => fields[name] ? [[name, fields[name]]] : [])) }
}

/** What a new form begins with: the last one's type and insurance, and the time it was opened for. */
function firstDraft(catalog: Catalog, calendar: string, begin: BookingStart): Draft {
	const remembered = recall()
	const offered = catalog.appointmentTypes.filter(({ code }) => catalog.calendars.some(({ id, types }) => (calendar === '' || id === calendar) && types.includes(code)))
	const first = offered.find(({ code }) => code === remembered.appointmentType) ?? offered[0]
	const zone = catalog.practice.timeZone
	const time = begin.start === undefined ? {} : timeOf(begin.start, begin.end ?? begin.start + (first?.durationMinutes ?? 30) * 60_000, zone)
	return { ...emptyDraft(), appointmentType: first?.code ?? '', insurance: remembered.insurance, ...time, ...(begin.patient === undefined ? {} : draftFor(begin.patient)) }
}
