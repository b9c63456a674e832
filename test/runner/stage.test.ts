// SPDX-License-Identifier: GPL-3.0-or-later
import { describe, expect, it } from 'vitest'
import { junitCounts, vitestCounts, vitestFailures } from './stage.ts'

describe('counts of the runners', () => {
	it('reads the outermost suite of a JUnit log', () => {
		const xml = '<?xml version="1.0"?><testsuites><testsuite name="all" tests="9" assertions="20" errors="1" failures="2" skipped="3" time="0.1"><testsuite name="inner" tests="1" errors="0" failures="0" skipped="0"/></testsuite></testsuites>'
		expect(junitCounts(xml)).toEqual({ passed: 3, failed: 3, skipped: 3 })
	})

	it('counts todo tests of vitest as skipped', () => {
		const json = JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 })
		expect(vitestCounts(json)).toEqual({ passed: 5, failed: 1, skipped: 3 })
	})

	it('counts nothing in an empty log', () => {
		expect(junitCounts('')).toEqual({ passed: 0, failed: 0, skipped: 0 })
	})

	it('names what failed, in a line each', () => {
		const json = JSON.stringify({ testResults: [
			{ name: '/somewhere/a.suite.ts', message: '', assertionResults: [{ status: 'passed', fullName: 'a is' }, { status: 'failed', fullName: 'b is', failureMessages: ['expected 1\n  at x'] }] },
			{ name: '/somewhere/c.suite.ts', message: 'Hook timed out', assertionResults: [] },
		] })
		expect(vitestFailures(json)).toEqual(['b is: expected 1', 'c.suite.ts: Hook timed out'])
	})
})
