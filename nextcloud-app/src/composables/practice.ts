// SPDX-License-Identifier: AGPL-3.0-or-later
import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { Catalog } from '../types.ts'
import type { Inbox } from './inbox/inbox.ts'

/** What all pages share. */
export interface PracticeContext {
	/** what can be booked, where and by which rules; null until the server has said */
	readonly catalog: ShallowRef<Catalog | null>
	readonly inbox: Inbox
	/** changes with every appointment; null until it is known */
	readonly revision: Readonly<Ref<string | null>>
	/** asks the server at once; whether there was an answer */
	refresh(): Promise<boolean>
}

export const practiceKey: InjectionKey<PracticeContext> = Symbol('practice')

/** @throws Error outside of the app's pages */
export function usePractice(): PracticeContext {
	const practice = inject(practiceKey)
	if (practice === undefined) throw new Error('There is no practice here')
	return practice
}
