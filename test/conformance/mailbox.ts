// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'
import { unfold } from './event.ts'
import { target } from './target.ts'

export interface Mail {
	readonly id: string
	readonly from: string
	readonly to: readonly string[]
	readonly subject: string
	readonly text: string
	readonly html: string
	readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: string }[]
}

export const newAddress = (): string => `patient-${randomBytes(6).toString('hex')}@mustermann.example`
export const methodOf = (mail: Mail): string => unfold(mail.attachments.find((part) => part.contentType === 'text/calendar')?.content ?? '').find((line) => line.startsWith('METHOD:'))?.slice(7) ?? ''
export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds) })

/**
 * Mails, the oldest first.
 *
 * @param asked `to`: of one address; `after`: only those that came after the one with this id
 */
export async function allMails(asked: { readonly to?: string; readonly after?: string } = {}): Promise<Mail[]> {
	const response = await fetch(new URL(`mails.json?${new URLSearchParams(asked).toString()}`, target().mail?.url))
	return await response.json() as Mail[]
}

/** Mails to an address, the oldest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
	return allMails({ to: address })
}

/** Waits until so many mails have come. */
export async function waitFor(address: string, count: number, seconds = 60): Promise<Mail[]> {
	const end = Date.now() + seconds * 1000
	for (;;) {
		const mails = await mailsTo(address)
		if (mails.length >= count || Date.now() > end) return mails
		await pause(500)
	}
}
