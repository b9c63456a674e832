<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Opening hours as instants. */
final class OpeningHours {
	private const DAYS = [1 => 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

	/**
	 * @param int $from epoch seconds, likewise $to
	 * @return list<Interval> sorted, merged, clipped to [from, to)
	 */
	public static function of(CalendarConfig $calendar, \DateTimeZone $zone, int $from, int $to): array {
		$bounds = new Interval($from, $to);
		$open = [];
		if ($bounds->isEmpty()) {
			return [];
		}
		$day = (new \DateTimeImmutable("@$from"))->setTimezone($zone)->setTime(0, 0)->modify('-1 day');
		$last = (new \DateTimeImmutable("@$to"))->setTimezone($zone)->format('Y-m-d');
		for (; $day->format('Y-m-d') <= $last; $day = $day->modify('+1 day')) {
			foreach (self::hours($calendar, $day) as $hours) {
				$open[] = (new Interval(self::instant($day, $hours['start']), self::instant($day, $hours['end'])))->clip($bounds);
			}
		}
		return Interval::merge($open);
	}

	/** @return list<array{start: string, end: string}> */
	private static function hours(CalendarConfig $calendar, \DateTimeImmutable $day): array {
		$date = $day->format('Y-m-d');
		foreach (array_reverse($calendar->exceptions) as $exception) {
			if ($exception['from'] <= $date && $date <= $exception['to']) {
				return $exception['hours'];
			}
		}
		return $calendar->weeklyHours[self::DAYS[(int)$day->format('N')]] ?? [];
	}

	/** A wall-clock time that a change of the clocks skips moves forward; of a repeated one the first counts. */
	private static function instant(\DateTimeImmutable $day, string $clock): int {
		[$hour, $minute] = array_map(intval(...), explode(':', $clock));
		return $day->setTime($hour, $minute)->getTimestamp();
	}
}
