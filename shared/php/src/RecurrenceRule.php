<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/**
 * A recurrence rule (RFC 5545 §3.3.10) followed by the wall clock, in seconds as if it were UTC. Sabre's iterator leaves out
 * some parts (BYMONTH of a monthly rule) and never returns from rules without occurrences.
 */
final class RecurrenceRule {
	private const UNITS = ['SECONDLY' => 1, 'MINUTELY' => 60, 'HOURLY' => 3600, 'DAILY' => 86400, 'WEEKLY' => 604800];
	private const WEEKDAYS = ['MO' => 0, 'TU' => 1, 'WE' => 2, 'TH' => 3, 'FR' => 4, 'SA' => 5, 'SU' => 6];
	private const RANGES = [
		'BYSECOND' => [0, 60], 'BYMINUTE' => [0, 59], 'BYHOUR' => [0, 23], 'BYMONTH' => [1, 12],
		'BYMONTHDAY' => [-31, 31], 'BYYEARDAY' => [-366, 366], 'BYWEEKNO' => [-53, 53], 'BYSETPOS' => [-366, 366],
	];

	private readonly RuleDays $days;
	private int $budget = 0;
	/** @var ?list<int> of the last period */
	private ?array $times = null;

	/**
	 * @param array<string, list<int>> $by by name, numbers only
	 * @param list<array{int, int}> $weekdays BYDAY: weekday (Monday is 0), which one (0: each)
	 */
	private function __construct(
		private readonly string $frequency,
		private readonly int $interval,
		private readonly ?int $count,
		private readonly int $weekStart,
		private readonly array $by,
		private readonly array $weekdays,
	) {
		$this->days = new RuleDays($frequency, $by, $weekdays);
	}

	/**
	 * @param array<mixed> $parts name → text or list of texts; UNTIL is for the caller
	 * @return ?self null where the rule can't be followed
	 */
	public static function parse(array $parts): ?self {
		$lists = [];
		foreach ($parts as $name => $value) {
			$lists[strtoupper((string)$name)] = explode(',', strtoupper(implode(',', array_map(static fn (mixed $one): string => is_scalar($one) ? (string)$one : '', (array)$value))));
		}
		$by = [];
		foreach (self::RANGES as $name => [$least, $most]) {
			foreach ($lists[$name] ?? [] as $text) {
				if (preg_match('/^[+-]?\d{1,3}$/D', $text) !== 1 || (int)$text < $least || (int)$text > $most || ($least !== 0 && (int)$text === 0)) {
					return null;
				}
				$by[$name][] = (int)$text;
			}
		}
		$weekdays = [];
		foreach ($lists['BYDAY'] ?? [] as $text) {
			if (preg_match('/^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/D', $text, $match) !== 1) {
				return null;
			}
			$weekdays[] = [self::WEEKDAYS[$match[2]], (int)$match[1]];
		}
		$frequency = $lists['FREQ'][0] ?? '';
		// some programs write 0 where they mean each
		$numbers = [(string)preg_replace('/^(0+|-\d+)$/D', '1', $lists['INTERVAL'][0] ?? '1'), $lists['COUNT'][0] ?? '1'];
		if (!isset(self::UNITS[$frequency]) && !in_array($frequency, ['MONTHLY', 'YEARLY'], true)
			|| preg_grep('/^[1-9]\d{0,5}$/D', $numbers) !== $numbers) {
			return null;
		}
		return new self($frequency, (int)$numbers[0], isset($lists['COUNT']) ? (int)$numbers[1] : null, self::WEEKDAYS[$lists['WKST'][0] ?? 'MO'] ?? 0, $by, $weekdays);
	}

	/**
	 * The occurrences from $start on, in order.
	 *
	 * @param int $start wall clock, itself not counted unless the rule names it
	 * @param int $first a wall clock before which none is wanted; earlier ones may come all the same
	 * @param int $last a wall clock after which none is wanted
	 * @param int $budget at most so many days and times are looked at
	 * @return \Generator<int, int, mixed, ?int> returns the wall clock from which on nothing is known, where the budget did not do; null: that is all
	 */
	public function from(int $start, int $first, int $last, int $budget): \Generator {
		$this->times = null;
		$this->budget = $budget;
		$n = $this->count === null || $this->isPlain() ? $this->skipped($start, $first) : 0;
		$left = ($this->count ?? PHP_INT_MAX) - intdiv($n, $this->interval);
		for (; $left > 0; $n += $this->interval * $this->stride($period, $start)) {
			$period = $this->period($start, $n);
			if ($period > $last) {
				return null;
			}
			$walls = $this->inPeriod($period, $start);
			if ($this->budget < 0) {
				return max($period, $start);
			}
			foreach ($walls as $wall) {
				if ($wall >= $start) {
					yield $wall;
					if (--$left < 1) {
						return null;
					}
				}
			}
		}
		return null;
	}

	/** How many days and times of the budget the last from() has left. */
	public function left(): int {
		return max(0, $this->budget);
	}

	/** How many intervals on the next period is that may have occurrences: hours, minutes and seconds of a day that is none of the rule's are left out. */
	private function stride(int $period, int $start): int {
		$length = self::UNITS[$this->frequency] ?? 86400;
		$day = self::day($period);
		return $length >= 86400 || $this->days->has($day, $start) ? 1 : max(1, (int)ceil((86400 * ($day + 1) - $period) / ($length * $this->interval)));
	}

	/** Whether each period has one occurrence, so that those left out can be counted without a look at them. */
	private function isPlain(): bool {
		return isset(self::UNITS[$this->frequency]) && $this->by === [] && $this->weekdays === [];
	}

	/** How many years, months, …, can be left out before $first: a multiple of the interval. */
	private function skipped(int $start, int $first): int {
		// the longest a year or month can be, so that none too many is left out
		$length = self::UNITS[$this->frequency] ?? ($this->frequency === 'YEARLY' ? 366 : 31) * 86400;
		return max(0, intdiv($first - $start, $length * $this->interval) - 1) * $this->interval;
	}

	/** Begin of the nth year, month, … from that of $start on. */
	private function period(int $start, int $n): int {
		if ($this->frequency === 'YEARLY' || $this->frequency === 'MONTHLY') {
			[$year, $month] = array_map(intval(...), explode(' ', gmdate('Y n', $start)));
			return $this->frequency === 'YEARLY' ? ZoneClock::utc($year + $n, 1, 1) : ZoneClock::utc($year, $month + $n, 1);
		}
		if ($this->frequency === 'WEEKLY') {
			return 86400 * (self::day($start) - (RuleDays::weekday(self::day($start)) - $this->weekStart + 7) % 7 + 7 * $n);
		}
		$unit = self::UNITS[$this->frequency] ?? 86400;
		return ((int)floor($start / $unit) + $n) * $unit;
	}

	/** @return list<int> walls of one period, sorted, BYSETPOS applied */
	private function inPeriod(int $period, int $start): array {
		$first = self::day($period);
		$length = match ($this->frequency) {
			'YEARLY' => 365 + (int)gmdate('L', $period),
			'MONTHLY' => (int)gmdate('t', $period),
			'WEEKLY' => 7,
			default => 1,
		};
		$walls = [];
		$times = $this->times($period, $start);
		for ($day = $first; $day < $first + $length && $this->budget >= 0; $day++) {
			$this->budget--;
			if ($times !== [] && $this->days->has($day, $start)) {
				$this->budget -= count($times);
				foreach ($times as $time) {
					$walls[] = 86400 * $day + $time;
				}
			}
		}
		if (!isset($this->by['BYSETPOS'])) {
			return $walls;
		}
		$chosen = array_map(static fn (int $position): ?int => $walls[$position > 0 ? $position - 1 : count($walls) + $position] ?? null, $this->by['BYSETPOS']);
		$chosen = array_values(array_unique(array_filter($chosen, is_int(...))));
		sort($chosen);
		return $chosen;
	}

	/** @return list<int> seconds since midnight, sorted */
	private function times(int $period, int $start): array {
		$unit = self::UNITS[$this->frequency] ?? 86400;
		// only those of hours, minutes and seconds differ from period to period
		if ($unit >= 86400 && $this->times !== null) {
			return $this->times;
		}
		$part = function (string $name, int $seconds, int $within) use ($unit, $period, $start): array {
			// a period shorter than the part fixes it, and the rule can only leave it out
			$time = $unit <= $seconds ? $period : $start;
			$fixed = intdiv(($time % $within + $within) % $within, $seconds);
			$wanted = $this->by[$name] ?? [$fixed];
			return $unit <= $seconds ? array_intersect([$fixed], $wanted) : $wanted;
		};
		$times = [];
		[$minutes, $seconds] = [$part('BYMINUTE', 60, 3600), $part('BYSECOND', 1, 60)];
		foreach ($part('BYHOUR', 3600, 86400) as $hour) {
			foreach ($minutes as $minute) {
				foreach ($seconds as $second) {
					$times[] = 3600 * $hour + 60 * $minute + $second;
				}
			}
		}
		if (count($times) > 1) {
			$times = array_values(array_unique($times));
			sort($times);
		}
		return $this->times = $times;
	}

	private static function day(int $wall): int {
		return (int)floor($wall / 86400);
	}
}
