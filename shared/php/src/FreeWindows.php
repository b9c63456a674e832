<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** When a calendar can be booked from the website. */
final class FreeWindows {
	/**
	 * Opening hours minus busy time, from now + notice until the end of the local day that is `horizonDays` after today.
	 *
	 * @param list<Interval> $busy buffers included
	 * @param int $from epoch seconds, likewise $to and $now
	 * @return list<Interval> sorted, merged
	 */
	public static function of(Practice $practice, CalendarConfig $calendar, array $busy, int $from, int $to, int $now): array {
		$bounds = (new Interval($from, $to))->clip(self::bookable($practice, $now));
		return Interval::subtract(OpeningHours::of($calendar, $practice->timeZone(), $bounds->start, $bounds->end), $busy);
	}

	/** The bookable span: [now + notice, end of the local day today + horizonDays). */
	public static function bookable(Practice $practice, int $now): Interval {
		$days = $practice->booking->horizonDays + 1;
		$end = (new \DateTimeImmutable("@$now"))->setTimezone($practice->timeZone())->modify("+$days days")->setTime(0, 0);
		return new Interval($now + 60 * $practice->booking->minimumNoticeMinutes, $end->getTimestamp());
	}
}
