// SPDX-License-Identifier: GPL-3.0-or-later
import { fetchCatalog, Refused } from '../api.ts'
import { redraw } from '../dom.ts'
import { isBirthDate } from '../linked/parts.ts'
import type { Catalog, Config, Refusal } from '../model.ts'
import { textsOf } from '../texts.ts'
import { askAppointment, type Wish } from './api.ts'
import { pageOf } from './pages.ts'
import { slotPicker } from './picker.ts'
import { initialOwn, isAboutTime, isOutdated, reduceOwn, type OwnAction, type OwnState } from './state.ts'
import { ownTexts } from './texts.ts'

/**
 * Shows a patient their own appointment in place of the booking, and cancels or moves it.
 *
 * @param root element whose content is replaced
 * @param token from the mail's link
 */
export function mountAppointment(root: HTMLElement, config: Config, token: string): void {
	const texts = ownTexts[config.language]
	let state: OwnState = initialOwn
	let catalog: Catalog | null = null

	const act = (action: OwnAction): void => {
		state = reduceOwn(state, action)
		draw(true)
	}
	const picker = slotPicker({
		config,
		draw: (moveFocus) => { if (state.view === 'move') draw(moveFocus) },
		chosen: (slot) => act({ do: 'choose', slot }),
		back: () => act({ do: 'go', view: 'appointment' }),
		failed: () => act({ do: 'go', view: 'appointment', message: texts.nothingKnown }),
	})

	async function send(wish: Wish): Promise<void> {
		if (state.busy) return
		if (!isBirthDate(state.birthDate)) return act({ do: 'error', error: textsOf(config.language).birthDateWrong })
		act({ do: 'ask' })
		try {
			const own = await askAppointment(config, wish, token, state.birthDate)
			catalog ??= await fetchCatalog(config)
			act({ do: 'answered', own, wish })
		} catch (error) {
			if (error instanceof Refused && error.refusal.issues.length > 0) await refused(error.refusal, wish)
			else act({ do: 'offline', message: wish.do === 'view' ? texts.offline : texts.unknown })
		}
	}

	async function refused(refusal: Refusal, wish: Wish): Promise<void> {
		if (wish.do === 'reschedule' && isAboutTime(refusal)) picker.refuse(refusal)
		if (wish.do === 'view' || !isOutdated(refusal)) return act({ do: 'refused', refusal })
		// what was shown holds no longer: what does, and why the wish could not be met
		try {
			const own = await askAppointment(config, { do: 'view' }, token, state.birthDate)
			act({ do: 'answered', own, wish, message: refusal.issues.map(({ text }) => text).join(' ') })
		} catch {
			act({ do: 'refused', refusal })
		}
	}

	function move(): void {
		if (state.own === null || catalog === null) return
		picker.start(state.own, catalog)
		act({ do: 'go', view: 'move' })
	}

	function draw(moveFocus: boolean): void {
		root.setAttribute('aria-busy', String(state.busy))
		redraw(root, pageOf({
			state, catalog, config, texts: { ...textsOf(config.language), ...texts }, move, picker: () => picker.show(), send: (wish) => void send(wish),
			go: (view) => act({ do: 'go', view }), type: (birthDate) => { state = reduceOwn(state, { do: 'type', birthDate }) },
		}), state === initialOwn ? 'leave' : moveFocus ? 'move' : 'keep')
	}

	draw(false)
}
