// SPDX-License-Identifier: GPL-3.0-or-later
import { calendarText, mailEvent, mailTexts, manageLink, offersLink, patientCalendar, renderMail, selfService, seriesOf, undoSeconds, type CalendarConfig, type CalendarEntry, type Component, type Language, type MailedState } from '@sprechstunde/core'
import { createTransport } from 'nodemailer'
import type { Listener } from './objects.ts'
import type { Patients } from './patients.ts'
import type { Policy } from './policy.ts'
import { escapeXml } from './xml.ts'

interface Pending {
	readonly before: Component | null
	readonly isConflict: boolean
	readonly timer: NodeJS.Timeout
}

/**
 * Mails to patients, after the write and outside of it. News of an existing appointment waits for the time in which it can
 * be undone; of several changes meanwhile the patient hears once, and of one that was undone nothing.
 *
 * @param port SMTP on 127.0.0.1; undefined: no mails
 */
export function patientMails(policy: Policy, patients: Patients, port: number | undefined): { readonly changed: Listener; readonly stop: () => void } {
	const { practice } = policy
	const transport = createTransport({ host: '127.0.0.1', port: port ?? 0, secure: false, ignoreTLS: true })
	const waiting = new Map<string, Pending>()
	/** highest SEQUENCE that was mailed, by UID */
	const sent = new Map<string, number>()
	let isStopped = false

	const read = (calendar: Component | null): (CalendarEntry & MailedState) | null => {
		const entry = policy.read(calendar)
		return calendar === null || entry?.kind !== 'appointment' ? null : { ...entry, series: seriesOf(calendar, practice.practice.timeZone) }
	}

	const send = async (before: Component | null, after: Component | null, isConflict: boolean, byPatient: boolean, config: CalendarConfig): Promise<void> => {
		// to the patient an appointment in whose place a block stands is gone
		const stored = read(after) === null ? before ?? after : after
		const appointment = read(stored)
		const to = appointment?.fields.email
		const event = appointment === null ? null : mailEvent(read(before), read(after), isConflict, byPatient)
		if (stored === null || appointment === null || event === null || to === undefined) return
		const language = (appointment.fields.language ?? practice.practice.language) as Language
		const token = offersLink(event) && practice.website.manageUrl !== null && appointment.fields.birthDate !== undefined && selfService(stored, practice, config, policy.now()).until !== null
			? patients.issue(appointment.uid, Math.max(appointment.end, policy.now()) + 86_400_000) : null
		const mail = renderMail(event, appointment, practice, config, language, token === null ? null : manageLink(practice, token))
		const linked = (text: string): string => text.replace(/https?:\/\/[^\s<]+#termin=[\w-]+/, (url) => `<a href="${url}">${url}</a>`)
		const html = [`<h1>${escapeXml(mail.heading)}</h1>`, ...mail.paragraphs.map((text) => `<p>${linked(escapeXml(text).replace(/\n/g, '<br>'))}</p>`),
			`<dl>${mail.facts.map(({ label, text }) => `<dt>${escapeXml(label)}</dt><dd>${escapeXml(text)}</dd>`).join('')}</dl>`,
			`<p>${[practice.practice.name, practice.practice.address, practice.practice.phone].map(escapeXml).join('<br>')}</p>`].join('\n')
		const sequence = Math.max((sent.get(appointment.uid) ?? -1) + 1, appointment.sequence + (stored === after ? 0 : 1))
		await transport.sendMail({
			from: { name: practice.practice.name, address: practice.practice.email }, to: { name: appointment.fields.patientName ?? '', address: to },
			subject: mail.subject, text: mail.lines.join('\n'), html: `<!doctype html><html lang="${language}"><body>${html}</body></html>`, headers: { 'Auto-Submitted': 'auto-generated' },
			attachments: [{ filename: 'termin.ics', content: calendarText(patientCalendar(event, stored, practice, language, sequence)), contentType: `text/calendar; charset=utf-8; method=${mailTexts[event].method}` }],
		})
		sent.set(appointment.uid, sequence)
	}

	return {
		changed({ config }, before, after, isNewConflict, byPatient) {
			const object = after ?? before
			if (port === undefined || config === null || object === null) return
			const key = policy.uidOf(object) ?? ''
			const pending = waiting.get(key)
			clearTimeout(pending?.timer)
			const first = pending === undefined ? before : pending.before
			const isConflict = isNewConflict || pending?.isConflict === true
			const timer = setTimeout(() => {
				waiting.delete(key)
				send(first, after, isConflict, byPatient, config).catch((error: unknown) => { if (!isStopped) console.error(`a mail could not be sent: ${String(error)}`) })
			}, first === null || byPatient ? 0 : undoSeconds * 1000)
			waiting.set(key, { before: first, isConflict, timer })
		},
		stop() {
			isStopped = true
			for (const { timer } of waiting.values()) clearTimeout(timer)
			transport.close()
		},
	}
}
