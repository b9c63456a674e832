<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Lays slots into free windows. */
final class SlotFinder {
	/**
	 * Every start on the grid whose blocked time, buffers included, lies inside one window.
	 *
	 * @param list<Interval> $windows
	 * @return list<Interval> the appointments' times, without buffers; sorted
	 */
	public static function slots(AppointmentType $type, array $windows, int $gridMinutes, \DateTimeZone $zone): array {
		$slots = [];
		foreach (Interval::merge($windows) as $window) {
			$start = self::nextOnGrid($window->start + 60 * $type->bufferBeforeMinutes, $gridMinutes, $zone);
			while ($window->contains($type->blocked($type->at($start)))) {
				$slots[] = $type->at($start);
				$start = self::nextOnGrid($start + 1, $gridMinutes, $zone);
			}
		}
		return $slots;
	}

	/** On the grid: minutes since local midnight by the wall clock are a multiple of the grid, seconds are 0. */
	public static function isOnGrid(int $start, int $gridMinutes, \DateTimeZone $zone): bool {
		return self::nextOnGrid($start, $gridMinutes, $zone) === $start;
	}

	/**
	 * The slots nearest to a wanted start; of two equally near the earlier one comes first.
	 *
	 * @param list<Interval> $slots
	 * @param int $wanted epoch seconds
	 * @return list<Interval> nearest first
	 */
	public static function nearest(array $slots, int $wanted, int $count): array {
		usort($slots, static fn (Interval $a, Interval $b): int => [abs($a->start - $wanted), $a->start] <=> [abs($b->start - $wanted), $b->start]);
		return array_slice($slots, 0, $count);
	}

	/**
	 * What to offer instead of a taken slot: the contract's number of slots, from the whole bookable range.
	 *
	 * @param list<Interval> $busy busy intervals of the calendar in the bookable range (FreeWindows::bookable), buffers included
	 * @param int $wanted epoch seconds, likewise $now
	 * @return list<array{calendar: string, start: string, end: string}> UTC, ISO 8601, nearest first
	 */
	public static function alternatives(Practice $practice, CalendarConfig $calendar, AppointmentType $type, array $busy, int $wanted, int $now): array {
		$bookable = FreeWindows::bookable($practice, $now);
		$windows = FreeWindows::of($practice, $calendar, $busy, $bookable->start, $bookable->end, $now);
		$slots = self::slots($type, $windows, $practice->booking->gridMinutes, $practice->timeZone());
		return array_map(static fn (Interval $slot): array => ['calendar' => $calendar->id] + $slot->toArray(),
			self::nearest($slots, $wanted, Contract::load()->limits()['alternatives']));
	}

	private static function nextOnGrid(int $from, int $gridMinutes, \DateTimeZone $zone): int {
		$start = intdiv($from + 59, 60) * 60;
		$local = (new \DateTimeImmutable("@$start"))->setTimezone($zone);
		$past = (60 * (int)$local->format('G') + (int)$local->format('i')) % $gridMinutes;
		return $past === 0 ? $start : $start + 60 * ($gridMinutes - $past);
	}
}
