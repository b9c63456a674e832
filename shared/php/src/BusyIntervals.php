<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** When a calendar object makes its calendar busy. */
final class BusyIntervals {
	/**
	 * Every occurrence that overlaps [from, to), unclipped; not those that are transparent, cancelled or without length.
	 * An appointment of a known type is widened by its buffers.
	 *
	 * @param int $from epoch seconds, likewise $to
	 * @return list<Interval> sorted, not merged: one per occurrence
	 */
	public static function of(VCalendar $calendar, Practice $practice, int $from, int $to): array {
		throw new \LogicException('under construction');
	}
}
