// SPDX-License-Identifier: AGPL-3.0-or-later
import { computed, ref, type ComputedRef, type ShallowRef } from 'vue'
import { t } from '../../l10n.ts'
import { useStepsUndo, type StepsUndo } from '../absence/undo.ts'
import type { Editor } from './editor.ts'

export interface UndoableSave {
	/** what can be undone, and until when; null as soon as something else is typed or stored */
	readonly offer: ComputedRef<StepsUndo['offer']['value']>
	/** why undoing failed */
	readonly notice: ShallowRef<string | null>
	/** @param store saves the form; whether that went through is the answer */
	save(store: () => Promise<boolean>): Promise<boolean>
	/** stores again what was there before; whether that went through */
	undo(): Promise<boolean>
	dismiss(): void
}

/** A form whose last save can be taken back for ten seconds, before patients hear of it. */
export function useUndoableSave(editor: Editor): UndoableSave {
	const steps = useStepsUndo()
	/** of what was stored last */
	const etag = ref('')
	const isCurrent = (): boolean => !editor.isChanged.value && !editor.saving.value && editor.loaded.value?.object.etag === etag.value

	async function restore(before: Editor['draft']['value']): Promise<string | null> {
		editor.set(before)
		return await editor.save() ? null : editor.failure.value ?? t('It could not be undone. Please look at the appointment.')
	}
	return {
		offer: computed(() => isCurrent() ? steps.offer.value : null),
		notice: steps.notice,
		async save(store) {
			const before = editor.stored.value
			steps.begin()
			if (!await store()) return false
			etag.value = editor.loaded.value?.object.etag ?? ''
			steps.propose(t('Changes saved'), [{ undo: () => restore(before) }])
			return true
		},
		undo: async () => isCurrent() && await steps.undo() === 0,
		dismiss: () => steps.dismiss(),
	}
}
