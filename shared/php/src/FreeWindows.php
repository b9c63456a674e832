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
		throw new \LogicException('under construction');
	}

	/** The bookable span: [now + notice, end of the local day today + horizonDays). */
	public static function bookable(Practice $practice, int $now): Interval {
		throw new \LogicException('under construction');
	}
}
