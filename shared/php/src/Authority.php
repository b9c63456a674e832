<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** Who changes and deletes appointments in a calendar, as the practice has set it. */
final class Authority {
	/**
	 * Whether a role may change or delete an appointment here. Admins may, and patients their own; staff may answer a request, and take that back,
	 * wherever it stands. Blocks are their writers'.
	 *
	 * @param ?VCalendar $next what is to be stored; null: it is deleted, or moved away
	 * @return ?Issue null where it may
	 */
	public static function issue(CalendarConfig $calendar, Role $role, VCalendar $previous, ?VCalendar $next, \DateTimeZone $zone): ?Issue {
		if ($calendar->authority === 'both' || !AppointmentReader::hasAppointment($previous)) {
			return null;
		}
		if ($calendar->authority === 'nextcloud') {
			return $role === Role::Pvs ? new Issue('AUTHORITY_NEXTCLOUD') : null;
		}
		return $role === Role::Staff && ($next === null || !(EventProperties::same($next, $previous) || self::isAnswer($next, $previous, $zone))) ? new Issue('AUTHORITY_PVS') : null;
	}

	/** It or what it becomes is a request, and its time stays. */
	private static function isAnswer(VCalendar $next, VCalendar $previous, \DateTimeZone $zone): bool {
		$after = AppointmentReader::master($next);
		$before = AppointmentReader::master($previous);
		if ($after === null || $before === null) {
			return false;
		}
		$there = EventTimes::of($after, $zone);
		$here = EventTimes::of($before, $zone);
		$isSameTime = $there !== null && $here !== null && $there->start->instant === $here->start->instant && $there->end === $here->end;
		$status = static fn ($event): string => strtoupper(EventProperties::trimmed(EventProperties::text($event, 'STATUS') ?? ''));
		return $isSameTime && in_array('TENTATIVE', [$status($after), $status($before)], true);
	}
}
