// SPDX-License-Identifier: GPL-3.0-or-later

type Attribute = string | number | boolean | undefined | ((event: Event) => void)
export type Child = Node | string | null | false | undefined | readonly Child[]

/** Makes an element: functions become listeners (`onclick`), true an empty attribute, false and undefined none. Text is never read as HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Readonly<Record<string, Attribute>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag)
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') element.addEventListener(name.slice(2), value)
		else if (value === true) element.setAttribute(name, '')
		else if (value !== undefined && value !== false) element.setAttribute(name, String(value))
	}
	append(element, children)
	return element
}

function append(element: Element, children: readonly Child[]): void {
	for (const child of children) {
		if (Array.isArray(child)) append(element, child)
		else if (child !== null && child !== false && child !== undefined) element.append(child as Node | string)
	}
}

/** A sentence in which the phone number, where it stands, can be called. */
export function withPhone(text: string, phone: string): readonly Child[] {
	const at = phone === '' ? -1 : text.indexOf(phone)
	return at < 0 ? [text] : [text.slice(0, at), phoneLink(phone), text.slice(at + phone.length)]
}

/** `tel:` link of a number as people write it. */
export function phoneLink(phone: string): HTMLElement {
	return h('a', { href: 'tel:' + phone.replace(/[^0-9+]/g, '') }, phone)
}

interface Press {
	isDown: boolean
	/** what is to be drawn once the pointer is up */
	pending: (() => void) | null
}

const presses = new WeakMap<HTMLElement, Press>()

/** Whether somebody presses something in this element right now. */
function pressOn(root: HTMLElement): Press {
	const known = presses.get(root)
	if (known !== undefined) return known
	const press: Press = { isDown: false, pending: null }
	const up = () => {
		press.isDown = false
		// the click comes after the pointer; if it changes the page, that is newer than what waited
		setTimeout(() => { press.pending?.() }, 60)
	}
	root.addEventListener('pointerdown', () => {
		press.isDown = true
		for (const end of ['pointerup', 'pointercancel']) root.ownerDocument.addEventListener(end, up, { once: true })
	})
	presses.set(root, press)
	return press
}

/**
 * Puts new content in place of the old. While something is pressed it waits: a button that is replaced between pressing and releasing gets no click.
 *
 * @param focus `move`: to the first mistake, else to the heading; `keep`: stays with the element of the same id; `leave`: is nobody's business
 */
export function redraw(root: HTMLElement, content: readonly HTMLElement[], focus: 'move' | 'keep' | 'leave'): void {
	const press = pressOn(root)
	press.pending = null
	if (press.isDown) press.pending = () => { redraw(root, content, focus) }
	else replace(root, content, focus)
}

function replace(root: HTMLElement, content: readonly HTMLElement[], focus: 'move' | 'keep' | 'leave'): void {
	const active = root.ownerDocument.activeElement?.id ?? ''
	root.replaceChildren(...content)
	if (focus === 'leave') return
	const target = focus === 'move'
		? root.querySelector<HTMLElement>('[aria-invalid=true]') ?? root.querySelector<HTMLElement>('[data-focus]')
		: active !== '' ? [...root.querySelectorAll<HTMLElement>('[id]')].find((element) => element.id === active) : null
	target?.focus()
	if (focus === 'move') target?.scrollIntoView({ block: 'nearest' })
}
