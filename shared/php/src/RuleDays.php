<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Which days a recurrence rule names (RFC 5545 §3.3.10); days are counted from 1970-01-01. */
final class RuleDays {
	/** @var ?array{int, int, bool} the day that was looked at last, the start, and whether it is one of the rule's */
	private ?array $last = null;

	/**
	 * @param array<string, list<int>> $by by name, numbers only
	 * @param list<array{int, int}> $weekdays BYDAY: weekday (Monday is 0), which one (0: each)
	 */
	public function __construct(
		private readonly string $frequency,
		private readonly array $by,
		private readonly array $weekdays,
	) {
	}

	/** Monday is 0. */
	public static function weekday(int $day): int {
		return (($day + 3) % 7 + 7) % 7;
	}

	/**
	 * The many hours or minutes of a day ask once.
	 *
	 * @param int $start wall clock in seconds; what the rule leaves open follows from it
	 */
	public function has(int $day, int $start): bool {
		if ($this->last === null || $this->last[0] !== $day || $this->last[1] !== $start) {
			$this->last = [$day, $start, $this->hasDay($day, $start)];
		}
		return $this->last[2];
	}

	/** Whether the day is one of the rule's; what the rule leaves open follows from the start (RFC 5545 §3.3.10, the table of BY parts). */
	private function hasDay(int $day, int $start): bool {
		[$year, $month, $date, $monthLength, $yearDay, $leap, $week] = array_map(intval(...), explode(' ', gmdate('Y n j t z L W', 86400 * $day)));
		$yearly = $this->frequency === 'YEARLY';
		$longer = $yearly || $this->frequency === 'MONTHLY';
		$byDay = $this->weekdays !== [];
		$byDate = isset($this->by['BYMONTHDAY']) || isset($this->by['BYYEARDAY']);
		$byWeek = $yearly && isset($this->by['BYWEEKNO']);
		if ($yearly && !isset($this->by['BYMONTH']) && !$byDay && !$byDate && !$byWeek && $month !== (int)gmdate('n', $start)) {
			return false;
		}
		return $this->allows('BYMONTH', $month, 12)
			&& $this->allows('BYMONTHDAY', $date, $monthLength)
			&& $this->allows('BYYEARDAY', $yearDay + 1, 365 + $leap)
			&& (!$byWeek || $this->allows('BYWEEKNO', $week, (int)gmdate('W', ZoneClock::utc($year, 12, 28))))
			&& (!$longer || $byDay || $byDate || $byWeek || $date === (int)gmdate('j', $start))
			&& ($byDay || !($byWeek || $this->frequency === 'WEEKLY') || self::weekday($day) === self::weekday((int)floor($start / 86400)))
			&& (!$byDay || ($yearly && !isset($this->by['BYMONTH'])
				? $this->hasWeekday($day, $yearDay, 365 + $leap, !$byWeek)
				: $this->hasWeekday($day, $date - 1, $monthLength, $longer)));
	}

	private function allows(string $name, int $value, int $length): bool {
		return !isset($this->by[$name]) || in_array($value, $this->by[$name], true) || in_array($value - $length - 1, $this->by[$name], true);
	}

	/**
	 * @param int $index of the day in its month or year, from 0
	 * @param int $length of that
	 * @param bool $counted whether "the second Monday" has a meaning
	 */
	private function hasWeekday(int $day, int $index, int $length, bool $counted): bool {
		foreach ($this->weekdays as [$weekday, $which]) {
			if ($weekday === self::weekday($day) && (!$counted || in_array($which, [0, intdiv($index, 7) + 1, -intdiv($length - 1 - $index, 7) - 1], true))) {
				return true;
			}
		}
		return false;
	}
}
