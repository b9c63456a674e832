// SPDX-License-Identifier: AGPL-3.0-or-later
import { n, t } from '../../l10n.ts'
import { changeObject, type Outcome } from '../../services/changeAppointment.ts'
import { moveObject, pathIn } from '../../services/moveAppointment.ts'
import type { Catalog } from '../../types.ts'
import type { Affected, Plan } from './plan.ts'

/** One change as it was planned, on the version that was seen. Never rejects. */
export function carryOut(one: Affected, plan: Exclude<Plan, { kind: 'keep' }>, statusReason: string, catalog: Catalog): Promise<Outcome> {
	const seen = { status: one.status, etag: one.etag }
	if (plan.kind === 'cancel') return changeObject(one.href, { status: 'CANCELLED', ...(statusReason === '' ? {} : { fields: { statusReason } }) }, seen)
	const { slot } = plan
	const time = { start: slot.start, end: slot.end }
	const home = catalog.calendars.find(({ id }) => id === slot.calendar)?.href
	return slot.calendar === one.calendar || home === undefined ? changeObject(one.href, { time }, seen) : moveObject(one.href, pathIn(home, one.href), { time }, seen)
}

/** Takes it back, unless somebody has changed it since; why it failed, in words. */
export async function revert(one: Affected, plan: Exclude<Plan, { kind: 'keep' }>, catalog: Catalog): Promise<string | null> {
	if (plan.kind === 'cancel') return problemIn(one, await changeObject(one.href, { status: one.status, fields: { statusReason: one.fields.statusReason ?? '' } }, { status: 'CANCELLED' }))
	const time = { start: one.start, end: one.end }
	const there = catalog.calendars.find(({ id }) => id === plan.slot.calendar)?.href
	const moved = plan.slot.calendar !== one.calendar && there !== undefined
	return problemIn(one, moved ? await moveObject(pathIn(there, one.href), one.href, { time }, { status: one.status }) : await changeObject(one.href, { time }, { status: one.status }))
}

/** Lifts an entry that kept the time from being booked; who may delete nothing may still do this. */
export async function reopen(href: string): Promise<string | null> {
	const outcome = await changeObject(href, { status: 'CANCELLED' }, {})
	return outcome.kind === 'failed' ? outcome.problem.text : null
}

function problemIn({ fields, summary }: Affected, outcome: Outcome): string | null {
	if (outcome.kind === 'done') return null
	const patient = fields.patientName || summary
	return outcome.kind === 'failed' ? outcome.problem.text : t('The appointment of {patient} has been changed in the meantime.', { patient })
}

/** What has been done, in words. */
export function doneText(plans: readonly Plan[]): string {
	const [cancelled, moved] = [plans.filter(({ kind }) => kind === 'cancel').length, plans.filter(({ kind }) => kind === 'move').length]
	const parts = [
		...(cancelled > 0 ? [n('%n appointment cancelled', '%n appointments cancelled', cancelled)] : []),
		...(moved > 0 ? [n('%n appointment moved', '%n appointments moved', moved)] : []),
	]
	return parts.length === 0 ? t('Time blocked') : parts.join(', ')
}

/** What is about to be done, in words. */
export function planText(plans: Iterable<Plan>): string {
	const all = [...plans]
	const [cancelled, moved] = [all.filter(({ kind }) => kind === 'cancel').length, all.filter(({ kind }) => kind === 'move').length]
	return [
		...(cancelled > 0 ? [n('Cancel %n appointment', 'Cancel %n appointments', cancelled)] : []),
		...(moved > 0 ? [n('Move %n appointment', 'Move %n appointments', moved)] : []),
	].join(', ')
}
