// SPDX-License-Identifier: GPL-3.0-or-later
import { dayOf } from '@sprechstunde/core/slots'
import { fetchCatalog, Refused } from '../api.ts'
import { dayLong, timeOf } from '../dates.ts'
import { h, withPhone, type Child } from '../dom.ts'
import { typeOf, type Catalog, type Config } from '../model.ts'
import { fill } from '../texts.ts'
import { answerOffer, type Offer } from './api.ts'
import { initialOffer, reduceOffer, type OfferAction, type OfferState } from './state.ts'
import { offerTexts } from './texts.ts'

/**
 * Shows what the practice offers to somebody on its waiting list, in place of the booking.
 *
 * @param root element whose content is replaced
 * @param token from the mail's link
 */
export function mountOffer(root: HTMLElement, config: Config, token: string): void {
	const texts = offerTexts[config.language]
	let state: OfferState = initialOffer
	let catalog: Catalog | null = null
	let timer: ReturnType<typeof setTimeout> | undefined
	const phone = (): string => catalog?.practice.phone ?? config.phone

	const act = (action: OfferAction): void => {
		state = reduceOffer(state, action)
		clearTimeout(timer)
		if (state.phase === 'shown' && state.offer?.state === 'open') timer = setTimeout(() => act({ do: 'expired', message: texts.over }), Math.max(0, state.offer.until - Date.now()))
		show()
	}

	async function send(action: 'view' | 'accept' | 'decline'): Promise<void> {
		if (state.phase === 'busy') return
		const { birthDate } = state
		if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return act({ do: 'error', error: texts.birthDateWrong })
		act({ do: 'ask' })
		try {
			catalog ??= await fetchCatalog(config)
			act({ do: 'answered', offer: await answerOffer(config, action, token, birthDate) })
		} catch (error) {
			act(error instanceof Refused && error.refusal.issues.length > 0 ? { do: 'refused', refusal: error.refusal } : { do: 'offline', message: texts.offline })
		}
	}

	function show(): void {
		root.setAttribute('aria-busy', String(state.phase === 'busy'))
		root.replaceChildren(...page())
		if (state !== initialOffer) (root.querySelector<HTMLElement>('[aria-invalid=true]') ?? root.querySelector<HTMLElement>('[data-focus]'))?.focus()
	}

	function page(): readonly HTMLElement[] {
		if (state.phase === 'busy') return [title(texts.title), h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading)]
		if (state.phase === 'over') return [title(texts.title), message(), toBooking()]
		if (state.offer === null) return [title(texts.title), ...notice(), question()]
		const { offer } = state
		if (offer.state === 'accepted') return [title(texts.accepted), h('p', {}, texts.acceptedNext), facts(offer)]
		if (offer.state === 'declined') return [title(texts.declined), h('p', {}, texts.declinedNext), toBooking()]
		return [title(texts.title), ...notice(), h('p', {}, fill(texts.offered, { until: moment(offer.until) })), facts(offer), h('div', { class: 'sprechstunde__buttons' },
			h('button', { type: 'button', class: 'sprechstunde__button', onclick: () => void send('accept') }, texts.accept),
			h('button', { type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', onclick: () => void send('decline') }, texts.decline))]
	}

	function title(text: string): HTMLElement {
		return h('h3', { class: 'sprechstunde__title', tabindex: -1, 'data-focus': true }, text)
	}

	function notice(): readonly HTMLElement[] {
		return state.message === '' ? [] : [message()]
	}

	function message(): HTMLElement {
		return h('div', { class: 'sprechstunde__notice', role: 'alert' }, h('p', {}, withPhone(state.message, phone())))
	}

	function question(): HTMLElement {
		const today = new Date().toISOString().slice(0, 10)
		const input = h('input', {
			type: 'date', id: 'sprechstunde-offer-birth-date', class: 'sprechstunde__input', autocomplete: 'bday', min: '1890-01-01', max: today, 'aria-required': 'true',
			'aria-invalid': state.error === '' ? undefined : 'true', 'aria-describedby': state.error === '' ? undefined : 'sprechstunde-offer-error',
			oninput: () => { state = reduceOffer(state, { do: 'type', birthDate: input.value }) },
		})
		input.value = state.birthDate
		return h('form', { class: 'sprechstunde__form', novalidate: true, onsubmit: (event) => { event.preventDefault(); void send('view') } },
			h('p', {}, texts.intro),
			h('div', { class: 'sprechstunde__field' }, h('label', { class: 'sprechstunde__label', for: input.id }, texts.birthDate), input,
				state.error !== '' && h('p', { class: 'sprechstunde__error', id: 'sprechstunde-offer-error' }, state.error)),
			h('div', { class: 'sprechstunde__buttons' }, h('button', { type: 'submit', class: 'sprechstunde__button' }, texts.show)))
	}

	function facts(offer: Offer): HTMLElement {
		const type = catalog === null ? undefined : typeOf(catalog, offer.appointmentType)
		const rows: readonly (readonly [string, string])[] = [
			[texts.when, moment(offer.start)], [texts.doctor, offer.doctor], [texts.type, type?.label[config.language] ?? ''], [texts.where, offer.location],
			[texts.replaces, offer.replaces === null ? '' : moment(offer.replaces.start)],
		]
		return h('dl', { class: 'sprechstunde__facts' }, rows.filter(([, value]) => value !== '').map(([label, value]): Child => h('div', {}, h('dt', {}, label), h('dd', {}, value))))
	}

	/** `Montag, 30. November, 08:30 Uhr`, in the practice's zone */
	function moment(instant: number): string {
		const zone = catalog?.practice.timeZone ?? 'Europe/Berlin'
		return `${dayLong(dayOf(instant, zone), config.language, true)}, ${fill(texts.clock, { time: timeOf(instant, zone, config.language) })}`
	}

	function toBooking(): HTMLElement {
		return h('div', { class: 'sprechstunde__buttons' }, h('button', { type: 'button', class: 'sprechstunde__button sprechstunde__button--quiet', onclick: () => { location.hash = ''; location.reload() } }, texts.book))
	}

	show()
}
