<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Opening hours as instants. */
final class OpeningHours {
	private const DAY = 86400;
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
		$clock = new ZoneClock($zone);
		$last = (int)floor($clock->wall($to) / self::DAY);
		for ($day = (int)floor($clock->wall($from) / self::DAY); $day <= $last; $day++) {
			foreach (self::hours($calendar, gmdate('Y-m-d', $day * self::DAY)) as $hours) {
				$open[] = (new Interval(
					$clock->instant($day * self::DAY + self::seconds($hours['start'])),
					$clock->instant($day * self::DAY + self::seconds($hours['end'])),
				))->clip($bounds);
			}
		}
		return Interval::merge($open);
	}

	/** @return list<array{start: string, end: string}> the hours of one local day: those of the last exception that covers it, else the weekly ones */
	private static function hours(CalendarConfig $calendar, string $date): array {
		foreach (array_reverse($calendar->exceptions) as $exception) {
			if ($exception['from'] <= $date && $date <= $exception['to']) {
				return $exception['hours'];
			}
		}
		return $calendar->weeklyHours[self::DAYS[(int)gmdate('N', (int)strtotime("$date UTC"))]] ?? [];
	}

	/** Since midnight, of `HH:MM`, up to `24:00`. */
	private static function seconds(string $clock): int {
		return 3600 * (int)substr($clock, 0, 2) + 60 * (int)substr($clock, 3, 2);
	}
}
