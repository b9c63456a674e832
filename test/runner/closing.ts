// SPDX-License-Identifier: GPL-3.0-or-later
import type { StageResult } from './stage.ts'

/** Prints what ran where and what could not, then the one line that counts; returns the exit code. */
export function closing(results: readonly StageResult[], print: (line: string) => void = console.log): number {
	const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[key], 0)
	print('')
	for (const result of results) {
		const mark = result.failed > 0 ? 'FAILED ' : result.passed === 0 ? 'NOT RUN' : 'ok     '
		print(`${mark} ${result.name}${result.note === undefined ? '' : ` — ${result.note}`}: ${result.passed}/${result.passed + result.failed}${result.skipped === 0 ? '' : `, ${result.skipped} skipped`}`)
		for (const failure of result.failures ?? []) print(`        ${failure}`)
	}
	print(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
	return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
}
