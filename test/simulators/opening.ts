// SPDX-License-Identifier: GPL-3.0-or-later
import { connectionValues, intervalFor, type Practice } from '@sprechstunde/core'
import { target } from '../conformance/target.ts'
import { principalOf } from './apple.ts'
import { findsBy, type Behaviour } from './behaviour.ts'
import { Simulator } from './simulator.ts'

/** A program with what its setting-up steps have the practice enter, for one calendar. */
export function programOf(behaviour: Behaviour, practice: Practice, calendar: string): Simulator {
	const { user = '', password = '' } = target().accounts.pvs ?? {}
	const { url } = target().server
	const { id } = behaviour.profile
	const values = connectionValues({ id, profile: id, user, calendars: [calendar] }, practice, { kind: 'nextcloud', url })
	const by = findsBy(behaviour)
	return new Simulator(behaviour, {
		server: by === 'principal' ? principalOf(practice, user, url) : values.server ?? '',
		...(by === 'server' ? {} : { told: by }),
		comparesTag: behaviour.comparesTag,
		user, password, calendar: values.calendarAddress ?? '',
	}, intervalFor(behaviour.profile, practice.syncIntervalMinutes))
}
