// SPDX-License-Identifier: GPL-3.0-or-later
import type { CaughtMail } from '../mail.ts'

const style = `<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.4rem }
ul { list-style: none; padding: 0 }
li { border-bottom: 1px solid #8886; padding: .6rem 0 }
li small, dt { color: color-mix(in srgb, CanvasText 65%, Canvas) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem }
dd { margin: 0 }
a { color: LinkText }
li a { font-weight: 600; text-decoration: none }
li a:hover { text-decoration: underline }
iframe { width: 100%; height: 44rem; border: 1px solid #8886; border-radius: 8px; background: #fff }
summary { padding: .6rem 0; font-weight: 600; cursor: pointer }
pre { overflow-wrap: anywhere; white-space: pre-wrap; border: 1px solid #8886; border-radius: 8px; margin: 0 0 1rem; padding: 1rem }
</style>`

/** The list of mails, the newest first; it renews itself. */
export function mailsPage(mails: readonly CaughtMail[]): string {
	const rows = [...mails].reverse().map((mail) => `<li><a href="/${mail.id}">${text(mail.subject || '(ohne Betreff)')}</a><br>
<small><time datetime="${mail.date}">${when(mail.date)}</time> · an ${text(mail.to.join(', '))}${mail.attachments.length > 0 ? ` · ${text(mail.attachments.map(({ filename }) => filename || 'Anhang').join(', '))}` : ''}</small></li>`)
	return page('Abgefangene E-Mails', `<meta http-equiv="refresh" content="5">`, `<h1>Abgefangene E-Mails</h1>
<p>Hier landet alles, was die Demo verschickt. Nichts davon verlässt diesen Rechner. <a href="/mails.json">JSON</a></p>
${rows.length > 0 ? `<ul>${rows.join('\n')}</ul>` : '<p>Noch keine E-Mail.</p>'}`)
}

/** One mail: head, HTML part (scripts off), text part, attachments. */
export function mailPage(mail: CaughtMail): string {
	const attachments = mail.attachments.map((part, index) => `<details><summary>Anhang ${text(part.filename)}</summary>
<p><a href="/${mail.id}/${index}">${text(part.contentType)}</a></p><pre>${text(part.content)}</pre></details>`)
	return page(mail.subject, '', `<p><a href="/">← alle E-Mails</a></p><h1>${text(mail.subject)}</h1>
<dl><dt>Von</dt><dd>${text(mail.from)}</dd><dt>An</dt><dd>${text(mail.to.join(', '))}</dd><dt>Datum</dt><dd>${when(mail.date)}</dd></dl>
${mail.html ? `<iframe sandbox title="HTML-Teil" srcdoc="${text(mail.html)}"></iframe>` : ''}
<details${mail.html ? '' : ' open'}><summary>Nur Text</summary><pre>${text(mail.text)}</pre></details>${attachments.join('\n')}`)
}

function page(title: string, head: string, body: string): string {
	return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${text(title)}</title>${style}</head><body>${body}</body></html>`
}

function when(date: string): string {
	return new Date(date).toLocaleString('de-DE', { timeZone: 'Europe/Berlin' })
}

function text(value: string): string {
	return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
