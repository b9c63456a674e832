// SPDX-License-Identifier: AGPL-3.0-or-later
import { statusLabel } from '../../format/labels.ts'
import { blocked, question, repeat } from '../../components/calendar/icons.ts'
import { alert } from '../../icons.ts'
import { language, t } from '../../l10n.ts'
import type { GridFacts } from './gridEvents.ts'

/** What stands in the grid already: it asks for each entry's inside again whenever one of them changes, and keeps nodes that are the same. */
const drawn = new WeakMap<GridFacts, { readonly time: string, readonly inList: boolean, readonly nodes: Node[] }>()

/** As `eventContent`, and the same nodes as the last time; only for an entry that stands in one place of the grid. */
export function lastingContent(facts: GridFacts, time: string, inList: boolean): Node[] {
	const last = drawn.get(facts)
	if (last?.time === time && last.inList === inList) return last.nodes
	const nodes = eventContent(facts, time, inList)
	drawn.set(facts, { time, inList, nodes })
	return nodes
}

/**
 * An entry's inside, as nodes: a component for each of hundreds would be slow.
 *
 * @param time as the grid has it, also while the entry is dragged
 */
export function eventContent(facts: GridFacts, time: string, inList: boolean): Node[] {
	const { item: { entry }, title, detail, doctor } = facts
	const box = element('span', 'calendar-event__text')
	if (time !== '' && !inList) box.append(element('span', 'calendar-event__time', time), ' ')
	box.append(element('span', 'calendar-event__title', title))
	if (detail !== '') box.append(' ', element('span', 'calendar-event__detail', detail))
	if (inList) box.append(' ', element('span', 'calendar-event__detail', doctor))
	const marks = [
		...(facts.doubled ? [icon(alert, 'calendar-event__warning')] : []),
		...(entry.status === 'TENTATIVE' && entry.kind === 'appointment' ? [icon(question)] : []),
		...(entry.kind === 'block' ? [icon(blocked)] : []),
		...(entry.recurrenceId === null ? [] : [icon(repeat)]),
	]
	const aside = element('span', 'calendar-event__marks')
	aside.append(...marks)
	const nodes = [box, ...(marks.length > 0 ? [aside] : []), element('span', 'hidden-visually', spoken(facts, inList))]
	return inList ? [pressable(nodes)] : nodes
}

/** In its list, the grid makes nothing that the keyboard could reach where it is given the inside. */
function pressable(nodes: readonly Node[]): HTMLElement {
	const button = element('a', '')
	button.tabIndex = 0
	button.setAttribute('role', 'button')
	button.append(...nodes)
	button.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' && event.key !== ' ') return
		event.preventDefault()
		button.click()
	})
	return button
}

/** What the eye sees by place, colour and pattern. */
function spoken({ item: { entry }, doctor, doubled }: GridFacts, inList: boolean): string {
	return ['', ...(inList ? [] : [doctor]), ...(entry.kind === 'block' ? [t('Blocked')] : [statusLabel(entry.status, language())]), ...(doubled ? [t('Double booking')] : []), ...(entry.recurrenceId === null ? [] : [t('Repeats')])].join(', ')
}

function element(name: string, className: string, text = ''): HTMLElement {
	const node = document.createElement(name)
	node.className = className
	node.textContent = text
	return node
}

function icon(path: string, className = ''): Element {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
	svg.setAttribute('viewBox', '0 0 24 24')
	svg.setAttribute('aria-hidden', 'true')
	svg.setAttribute('class', `calendar-event__icon ${className}`)
	const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path')
	shape.setAttribute('d', path)
	svg.append(shape)
	return svg
}
