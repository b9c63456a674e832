<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Whether a booking's time is one that the practice offers; whether it is still free is not asked here. */
final class BookingTime {
	/**
	 * @param Interval $time of the appointment, without buffers
	 * @param int $now epoch seconds
	 * @return list<Issue>
	 */
	public static function issues(Interval $time, AppointmentType $type, CalendarConfig $calendar, Practice $practice, int $now): array {
		$rules = $practice->booking;
		$zone = $practice->timeZone();
		$bookable = FreeWindows::bookable($practice, $now);
		// with its usual duration: a wrong one is an issue of its own
		$blocked = $type->blocked($type->at($time->start));
		$isOpen = array_filter(OpeningHours::of($calendar, $zone, $blocked->start, $blocked->end), static fn (Interval $open): bool => $open->contains($blocked)) !== [];
		$found = [
			$time->end - $time->start !== 60 * $type->durationMinutes ? new Issue('WRONG_DURATION', 'end', ['minutes' => $type->durationMinutes]) : null,
			match (true) {
				$time->start < $now => new Issue('START_IN_PAST', 'start'),
				$time->start < $bookable->start => new Issue('NOTICE_TOO_SHORT', 'start', ['minutes' => $rules->minimumNoticeMinutes]),
				$time->start >= $bookable->end => new Issue('BEYOND_HORIZON', 'start', ['days' => $rules->horizonDays]),
				default => null,
			},
			SlotFinder::isOnGrid($time->start, $rules->gridMinutes, $zone) ? null : new Issue('OFF_GRID', 'start', ['minutes' => $rules->gridMinutes]),
			$isOpen ? null : new Issue('OUTSIDE_OPENING_HOURS', 'start'),
		];
		return array_values(array_filter($found));
	}
}
