// SPDX-License-Identifier: AGPL-3.0-or-later
// @vitest-environment jsdom
import { issue, type Practice } from '@sprechstunde/core'
import { describe, expect, it, vi } from 'vitest'
import { aPractice } from '../../testing.ts'
import type { SaveOutcome } from '../../services/configuration.ts'
import { createDraft, type Draft } from './draft.ts'

async function loaded(outcome: SaveOutcome = { kind: 'saved', etag: '"2"' }, later: Practice = aPractice()): Promise<{ draft: Draft, save: ReturnType<typeof vi.fn> }> {
	const save = vi.fn(async () => outcome)
	let count = 0
	const draft = createDraft({ fetch: async () => ({ document: count++ === 0 ? aPractice() : later, etag: `"${count}"` }), save })
	await draft.load()
	return { draft, save }
}

describe('a draft', () => {
	it('changes one place and leaves what is stored as it was', async () => {
		const { draft } = await loaded()
		draft.set(['calendars', 0, 'room'], 'Zimmer 9')
		expect(draft.at(['calendars', 0, 'room'])).toBe('Zimmer 9')
		expect(draft.stored.value?.document).toEqual(aPractice())
		expect(draft.isDirty.value).toBe(true)
		draft.set(['calendars', 0, 'room'], aPractice().calendars[0]?.room)
		expect(draft.isDirty.value).toBe(false)
	})

	it('takes back what was typed into a field in one step, and other changes one by one', async () => {
		const { draft } = await loaded()
		for (const name of ['P', 'Pr', 'Pra']) draft.set(['practice', 'name'], name)
		draft.set(['practice', 'phone'], '1')
		draft.set(['calendars', 0, 'main'], false)
		draft.set(['calendars', 0, 'main'], true)
		draft.undo()
		expect(draft.at(['calendars', 0, 'main'])).toBe(false)
		draft.undo()
		draft.undo()
		expect(draft.at(['practice', 'phone'])).toBe(aPractice().practice.phone)
		expect(draft.at(['practice', 'name'])).toBe('Pra')
		draft.undo()
		expect(draft.isDirty.value).toBe(false)
		expect(draft.canUndo.value).toBe(false)
	})

	it('brings back what was discarded', async () => {
		const { draft } = await loaded()
		draft.set(['practice', 'name'], 'Praxis am Markt')
		draft.discard()
		expect(draft.isDirty.value).toBe(false)
		draft.undo()
		expect(draft.at(['practice', 'name'])).toBe('Praxis am Markt')
	})

	it('names what is wrong while it is typed, and saves nothing then', async () => {
		const { draft, save } = await loaded()
		draft.set(['booking', 'horizonDays'], 'viele')
		draft.set(['practice', 'name'], '')
		expect(draft.issues.value.map(({ path }) => path)).toEqual(['/practice/name', '/booking/horizonDays'])
		expect(await draft.save()).toBe(false)
		expect(save).not.toHaveBeenCalled()
	})

	it('saves on the version that was read', async () => {
		const { draft, save } = await loaded()
		draft.set(['practice', 'name'], 'Praxis am Markt')
		expect(await draft.save()).toBe(true)
		expect(save).toHaveBeenCalledWith(expect.objectContaining({ practice: expect.objectContaining({ name: 'Praxis am Markt' }) as unknown }), '"1"')
		expect(draft.isDirty.value).toBe(false)
		expect(draft.stored.value?.etag).toBe('"2"')
	})

	it('keeps what the server refuses, until the next change', async () => {
		const { draft } = await loaded({ kind: 'refused', issues: [issue('OWNER_UNKNOWN', '/calendars/0/owner', { value: 'x' })] })
		draft.set(['practice', 'name'], 'Praxis am Markt')
		expect(await draft.save()).toBe(false)
		expect(draft.issues.value.map(({ code }) => code)).toEqual(['OWNER_UNKNOWN'])
		expect(draft.at(['practice', 'name'])).toBe('Praxis am Markt')
		draft.set(['practice', 'phone'], '1')
		expect(draft.issues.value).toEqual([])
	})

	it('shows what someone else saved, and goes on from either', async () => {
		const theirs = { ...aPractice(), syncIntervalMinutes: 9 }
		for (const whose of ['mine', 'theirs'] as const) {
			const { draft, save } = await loaded({ kind: 'stale' }, theirs)
			draft.set(['practice', 'name'], 'Praxis am Markt')
			expect(await draft.save()).toBe(false)
			expect(draft.theirs.value?.document).toEqual(theirs)
			draft.resolve(whose)
			expect(draft.theirs.value).toBeNull()
			expect(draft.at(['practice', 'name'])).toBe(whose === 'mine' ? 'Praxis am Markt' : aPractice().practice.name)
			await draft.save()
			if (whose === 'mine') expect(save).toHaveBeenLastCalledWith(expect.anything(), '"2"')
		}
	})

	it('takes an entry out of a list, and a member out of an object', async () => {
		const { draft } = await loaded()
		draft.set(['calendars', 0, 'types', 0], undefined)
		expect(draft.at(['calendars', 0, 'types'])).toEqual(aPractice().calendars[0]?.types.slice(1))
		draft.set(['mailTexts', 'all', 'greeting', 'de'], 'Hallo')
		expect(draft.at(['mailTexts'])).toEqual({ all: { greeting: { de: 'Hallo' } } })
		draft.set(['mailTexts'], undefined)
		expect('mailTexts' in (draft.document.value as object)).toBe(false)
	})
})
