<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Lays slots into free windows. */
final class SlotFinder {
	/**
	 * Every start on the grid (wall clock, from local midnight) whose blocked time, buffers included, lies inside one window.
	 *
	 * @param list<Interval> $windows
	 * @return list<Interval> the appointments' times, without buffers; sorted
	 */
	public static function slots(AppointmentType $type, array $windows, int $gridMinutes, \DateTimeZone $zone): array {
		throw new \LogicException('under construction');
	}

	/**
	 * The slots nearest to a wanted start; of two equally near the earlier one comes first.
	 *
	 * @param list<Interval> $slots
	 * @param int $wanted epoch seconds
	 * @return list<Interval> nearest first
	 */
	public static function nearest(array $slots, int $wanted, int $count): array {
		throw new \LogicException('under construction');
	}

	/**
	 * The contract's number of alternatives to a taken slot.
	 *
	 * @param list<Interval> $windows free windows of the calendar around the wanted start
	 * @return list<array{calendar: string, start: string, end: string}> UTC, ISO 8601, nearest first
	 */
	public static function alternatives(Practice $practice, CalendarConfig $calendar, AppointmentType $type, array $windows, int $wanted): array {
		throw new \LogicException('under construction');
	}
}
