<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Opening hours as instants. */
final class OpeningHours {
	/**
	 * @param int $from epoch seconds, likewise $to
	 * @return list<Interval> sorted, merged, clipped to [from, to)
	 */
	public static function of(CalendarConfig $calendar, \DateTimeZone $zone, int $from, int $to): array {
		throw new \LogicException('under construction');
	}
}
