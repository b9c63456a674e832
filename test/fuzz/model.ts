// SPDX-License-Identifier: GPL-3.0-or-later

/** A property as the generator means it; `value` in jCal's form: text as it is, times in ISO 8601, rules as `FREQ=…`. */
export interface Prop {
	readonly name: string
	readonly params: Readonly<Record<string, string>>
	/** jCal type; `raw`: goes into iCalendar as it is, into jCal as text */
	readonly type: string
	readonly value: string
}

export interface Vevent {
	readonly props: readonly Prop[]
	/** whole components inside, raw iCalendar */
	readonly inside: readonly string[]
}

export interface Calendar {
	readonly events: readonly Vevent[]
	/** whole components and properties beside the events, raw iCalendar */
	readonly beside: readonly string[]
}

export function prop(name: string, type: string, value: string, params: Readonly<Record<string, string>> = {}): Prop {
	return { name, type, value, params }
}

export function toIcs({ events, beside }: Calendar): string {
	const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event.props.map(line), ...event.inside, 'END:VEVENT'])
	return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Sprechstunde//Fuzz//EN', ...beside, ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** What is beside and inside is left out: raw text has no form in jCal. */
export function toJcal({ events }: Calendar): string {
	return JSON.stringify(['vcalendar', [['version', {}, 'text', '2.0'], ['prodid', {}, 'text', '-//Sprechstunde//Fuzz//EN']],
		events.map((event) => ['vevent', event.props.map((one) => [one.name.toLowerCase(), one.params, one.type === 'raw' ? 'text' : one.type, ...jcalValues(one)]), []])])
}

function line({ name, params, type, value }: Prop): string {
	const parameters = Object.entries(params).map(([key, text]) => `;${key.toUpperCase()}=${/[:;,]/.test(text) ? `"${text.replaceAll('"', "'")}"` : text}`).join('')
	const text = type === 'text' ? value.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n|\r/g, '\\n')
		: /^date/.test(type) ? value.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$1$2$3').replace(/(\d\d):(\d\d):(\d\d)/g, '$1$2$3') : value
	const valueType = type === 'date' ? ';VALUE=DATE' : ''
	return fold(`${name}${valueType}${parameters}:${text}`)
}

function fold(text: string): string {
	return text.match(/.{1,70}/gsu)?.join('\r\n ') ?? text
}

function jcalValues({ type, value }: Prop): unknown[] {
	if (type === 'recur') return [Object.fromEntries(value.split(';').map((part) => part.split('=')).map(([key = '', text = '']) => [key.toLowerCase(), text.includes(',') ? text.split(',') : text]))]
	if (type === 'integer') return [Number(value)]
	return /^date/.test(type) ? value.split(',') : [value]
}
