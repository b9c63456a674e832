// SPDX-License-Identifier: GPL-3.0-or-later
import type { Profile } from './profile.ts'
import { albis } from './profiles/albis.ts'
import { docCirrus } from './profiles/docCirrus.ts'
import { generic } from './profiles/generic.ts'
import { medistar } from './profiles/medistar.ts'
import { thunderbird } from './profiles/thunderbird.ts'
import { tomedo } from './profiles/tomedo.ts'
import { turbomed } from './profiles/turbomed.ts'
import { xconcept } from './profiles/xconcept.ts'

/** In the order in which they are offered. */
export const profiles: readonly Profile[] = [albis, medistar, turbomed, xconcept, docCirrus, tomedo, thunderbird, generic]
export const profileIds = profiles.map(({ id }) => id)

/** The profile of that id; `generic` for one that is unknown. */
export function profileOf(id: string): Profile {
	return profiles.find((profile) => profile.id === id) ?? generic
}
