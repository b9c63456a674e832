// SPDX-License-Identifier: GPL-3.0-or-later
import { logActor, logLine, logText, type LogEntry } from '@sprechstunde/core'
import { expect } from 'vitest'
import { practiceOf, type Case } from './load.ts'

export function runLogs({ input, expected }: Case): void {
	const entry = { id: 1, actor: '', role: '', way: '', calendar: '', uid: '', params: {}, ...input['entry'] } as LogEntry
	const zone = practiceOf(input).practice.timeZone
	const said = { text: logText(entry, input['language'], zone), actor: logActor(entry, input['language']), line: logLine(entry, input['language'], zone) }
	expect(said).toMatchObject(expected)
	expect(Object.keys(expected).length).toBeGreaterThan(0)
}
