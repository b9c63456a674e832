// SPDX-License-Identifier: GPL-3.0-or-later
import { fetchCatalog, Refused } from '../api.ts'
import { h, redraw } from '../dom.ts'
import { birthDateQuestion, button, facts, isBirthDate, moment, notice, title, toBooking } from '../linked/parts.ts'
import { typeOf, type Catalog, type Config } from '../model.ts'
import { fill, textsOf } from '../texts.ts'
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
	const texts = { ...textsOf(config.language), ...offerTexts[config.language] }
	let state: OfferState = initialOffer
	let catalog: Catalog | null = null
	let timer: ReturnType<typeof setTimeout> | undefined

	const act = (action: OfferAction): void => {
		state = reduceOffer(state, action)
		clearTimeout(timer)
		if (state.phase === 'shown' && state.offer?.state === 'open') timer = setTimeout(() => act({ do: 'expired', message: texts.over }), Math.max(0, state.offer.until - Date.now()))
		show()
	}

	async function send(action: 'view' | 'accept' | 'decline'): Promise<void> {
		if (state.phase === 'busy') return
		const { birthDate } = state
		if (!isBirthDate(birthDate)) return act({ do: 'error', error: texts.birthDateWrong })
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
		redraw(root, page(), state === initialOffer ? 'leave' : 'move')
	}

	function page(): readonly HTMLElement[] {
		const message = notice(state.message, catalog?.practice.phone ?? config.phone)
		if (state.phase === 'busy') return [title(texts.title), h('p', { class: 'sprechstunde__loading', role: 'status' }, texts.loading)]
		if (state.phase === 'over') return [title(texts.title), ...message, toBooking(texts.book)]
		if (state.offer === null) return [title(texts.title), ...message, question(), ...(state.message === '' ? [] : [toBooking(texts.book)])]
		const { offer } = state
		if (offer.state === 'accepted') return [title(texts.accepted), h('p', {}, texts.acceptedNext), about(offer)]
		if (offer.state === 'declined') return [title(texts.declined), h('p', {}, texts.declinedNext), toBooking(texts.book)]
		return [title(texts.title), ...message, h('p', {}, fill(texts.offered, { until: at(offer.until) })), about(offer),
			h('div', { class: 'sprechstunde__buttons' }, button(texts.accept, () => void send('accept')), button(texts.decline, () => void send('decline'), true))]
	}

	function question(): HTMLElement {
		return birthDateQuestion(config, {
			intro: texts.intro, button: texts.show, birthDate: state.birthDate, error: state.error, phone: config.phone,
			type: (birthDate) => { state = reduceOffer(state, { do: 'type', birthDate }) }, submit: () => void send('view'),
		})
	}

	function about(offer: Offer): HTMLElement {
		const type = catalog === null ? undefined : typeOf(catalog, offer.appointmentType)
		return facts([
			[texts.when, at(offer.start)], [texts.doctor, offer.doctor], [texts.type, type?.label[config.language] ?? ''], [texts.where, offer.location],
			[texts.replaces, offer.replaces === null ? '' : at(offer.replaces.start)],
		])
	}

	const at = (instant: number): string => moment(instant, catalog?.practice.timeZone ?? 'Europe/Berlin', config)

	show()
}
