<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** When an object makes its calendar busy, as far as the index follows it: a year back, and a year further than can be booked. */
final readonly class BusyTime {
	private const DAY = 86400;
	/** Spans begin and end at multiples of this, so that the same object gives the same whenever it is looked at. */
	private const GRID = 28 * self::DAY;
	private const YEAR = 366 * self::DAY;
	/** the year 10000, where iCalendar ends */
	private const NEVER = 253402300800;

	/**
	 * @param list<Interval> $intervals sorted, merged
	 * @param int $until how far they go, in epoch seconds; 0 where that is all there is
	 */
	private function __construct(
		public array $intervals,
		public int $until,
	) {
	}

	/** @param int $now epoch seconds */
	public static function of(VCalendar $object, Practice $practice, int $now): self {
		$range = self::range($practice, $now);
		$intervals = Interval::merge(self::follow($object, $practice, $range->start, $range->end));
		$isEndless = $intervals !== [] && array_filter(EventProperties::events($object), self::isEndless(...)) !== [];
		$goesOn = $isEndless || BusyIntervals::of($object, $practice, $range->end, self::NEVER) !== [];
		return new self($intervals, $goesOn ? $range->end : 0);
	}

	/** What is followed at a time. */
	public static function range(Practice $practice, int $now): Interval {
		$ahead = max(365, $practice->booking->horizonDays) * self::DAY + self::YEAR;
		return new Interval(intdiv($now - self::YEAR, self::GRID) * self::GRID, (intdiv($now + $ahead, self::GRID) + 1) * self::GRID);
	}

	/** What was followed no further than this is due to be followed again; half a year before it would matter. */
	public static function due(Practice $practice, int $now): int {
		return self::range($practice, $now)->end - intdiv(self::YEAR, 2);
	}

	/**
	 * The core gives so many occurrences at most of any span: where there are more, the span is halved. What repeats too
	 * often even then fills the rest of its span.
	 *
	 * @return list<Interval>
	 */
	private static function follow(VCalendar $object, Practice $practice, int $from, int $to): array {
		$busy = BusyIntervals::of($object, $practice, $from, $to);
		$most = Contract::load()->limits()['occurrences'];
		// some of those it counts may end before the span
		if (count($busy) < intdiv($most, 2)) {
			return $busy;
		}
		if ($to - $from > self::GRID) {
			$middle = $from + intdiv(intdiv($to - $from, self::GRID), 2) * self::GRID;
			return [...self::follow($object, $practice, $from, $middle), ...self::follow($object, $practice, $middle, $to)];
		}
		return count($busy) < $most ? $busy : [...$busy, new Interval($busy[count($busy) - 1]->start, $to)];
	}

	private static function isEndless(VEvent $event): bool {
		foreach (EventProperties::all($event, 'RRULE') as $rule) {
			if (preg_match('/(?:^|;)(?:COUNT|UNTIL)=/i', (string)$rule->getRawMimeDirValue()) !== 1) {
				return true;
			}
		}
		return false;
	}
}
