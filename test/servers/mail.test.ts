// SPDX-License-Identifier: GPL-3.0-or-later
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startMailCatcher, type CaughtMail, type MailCatcher } from './mail.ts'

const folder = mkdtempSync(join(tmpdir(), 'sprechstunde-mail-'))
let catcher: MailCatcher

beforeAll(async () => {
	catcher = await startMailCatcher({ folder })
})
afterAll(async () => {
	await catcher.stop()
	rmSync(folder, { recursive: true })
})

it('keeps a mail as a file and shows it, attachment included, without running what is in it', async () => {
	const transport = nodemailer.createTransport({ host: '127.0.0.1', port: catcher.smtpPort, secure: false })
	await transport.sendMail({
		from: 'praxis@praxis.example', to: 'erika@patient.example', subject: 'Ihr Termin <b>', text: 'Grüße', html: '<p>Grüße</p><script>alert(1)</script>',
		attachments: [{ filename: 'termin.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar; charset=utf-8' }],
	})
	const mail = await catcher.waitFor(({ to }) => to.includes('erika@patient.example'), 5)
	expect(mail).toMatchObject({ subject: 'Ihr Termin <b>', to: ['erika@patient.example'], attachments: [{ filename: 'termin.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' }] })
	expect(mail?.text.trim()).toBe('Grüße')
	expect(readdirSync(folder)).toEqual([`${mail?.id ?? ''}.eml`])

	const ask = async (path: string): Promise<string> => (await fetch(catcher.url + path)).text()
	expect((JSON.parse(await ask('mails.json')) as CaughtMail[]).map(({ id }) => id)).toEqual([mail?.id])
	expect(await ask('')).toContain('Ihr Termin &#60;b&#62;')
	expect(await ask(mail?.id ?? '')).not.toContain('<script>')
	expect(await ask(`${mail?.id ?? ''}/0`)).toBe('BEGIN:VCALENDAR')
	expect((await fetch(`${catcher.url}nothing`)).status).toBe(404)
})

it('gives up waiting for a mail that does not come', async () => {
	expect(await catcher.waitFor(() => false, 0.1)).toBeNull()
})

it('refuses mails for as long as it is told to', async () => {
	const transport = nodemailer.createTransport({ host: '127.0.0.1', port: catcher.smtpPort, secure: false })
	const send = (): Promise<unknown> => transport.sendMail({ from: 'praxis@praxis.example', to: 'refused@patient.example', subject: 'Ihr Termin', text: 'Grüße' })
	writeFileSync(join(folder, 'refuse'), '')
	await expect(send()).rejects.toMatchObject({ responseCode: 451 })
	expect((await catcher.mails()).filter(({ to }) => to.includes('refused@patient.example'))).toEqual([])
	rmSync(join(folder, 'refuse'))
	await send()
	expect((await catcher.mails()).filter(({ to }) => to.includes('refused@patient.example'))).toHaveLength(1)
})
