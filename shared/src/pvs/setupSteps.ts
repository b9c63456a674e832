// SPDX-License-Identifier: GPL-3.0-or-later
import type { Language } from '../issues/issue.ts'
import type { Profile, StepValue } from './profile.ts'

/** One step, cut where something is to be copied. */
export interface SetupStep {
	readonly parts: readonly { readonly text: string; readonly value: StepValue | null }[]
}

/** The steps of a profile with a practice's own values; what is not known stays as `{name}`. */
export function setupSteps(profile: Profile, values: Readonly<Partial<Record<StepValue, string>>>, language: Language): SetupStep[] {
	return profile.steps[language].map((step) => ({
		parts: step.split(/(\{[a-zA-Z]+\})/u).filter((part) => part !== '').map((part) => {
			const value = /^\{(.+)\}$/u.exec(part)?.[1] as StepValue | undefined
			return value === undefined ? { text: part, value: null } : { text: values[value] ?? part, value }
		}),
	}))
}

/** The settings file of a profile, filled in; null where it has none. */
export function settingsFile(profile: Profile, values: Readonly<Partial<Record<StepValue, string>>>): string | null {
	return profile.settingsFile?.replace(/\{([a-zA-Z]+)\}/gu, (whole, name: string) => values[name as StepValue] ?? whole) ?? null
}

/** The interval to set: the practice's own where the program allows it. */
export function intervalFor(profile: Profile, wanted: number): number | null {
	return profile.interval === null ? null : Math.min(profile.interval.maximum, Math.max(profile.interval.minimum, wanted))
}
