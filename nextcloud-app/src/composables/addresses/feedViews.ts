// SPDX-License-Identifier: AGPL-3.0-or-later
import { profileOf, profiles, type Practice } from '@sprechstunde/core'

export interface FeedView {
	/** of a connection, or of a profile */
	readonly id: string
	readonly name: string
}

/** Practice programs by whose field map a link can show appointments: those that are connected, and of the others what the guide says of them. */
export function feedViews(practice: Practice): FeedView[] {
	const connections = practice.pvs ?? []
	const isOne = (profile: string): boolean => connections.filter((one) => one.profile === profile).length === 1
	return [
		...connections.filter((one) => (one.fieldMap ?? profileOf(one.profile).fieldMap) !== null)
			.map(({ id, profile, user }) => ({ id, name: isOne(profile) ? profileOf(profile).name : `${profileOf(profile).name} (${user})` })),
		...profiles.filter(({ id, fieldMap }) => fieldMap !== null && !connections.some((one) => one.profile === id || one.id === id))
			.map(({ id, name }) => ({ id, name })),
	]
}

/** The program of a link by its name. */
export function feedViewName(practice: Practice, program: string): string {
	return feedViews(practice).find(({ id }) => id === program)?.name ?? profileOf(practice.pvs?.find(({ id }) => id === program)?.profile ?? program).name
}
