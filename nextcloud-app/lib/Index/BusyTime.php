<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Expansion;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Occurrences;
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
	 * @param list<Interval> $intervals sorted, merged, none beyond what is followed: an event may last until the year 9999; what was not followed counts as busy
	 * @param int $until how far they were followed, in epoch seconds; 0 where that is all there is
	 */
	private function __construct(
		public array $intervals,
		public int $until,
	) {
	}

	/**
	 * As far as one request may follow it: what comes first, then what was. What is too much is for the job, which takes the whole.
	 *
	 * @param int $now epoch seconds
	 */
	public static function of(VCalendar $object, Practice $practice, int $now): self {
		if (array_sum(array_map(Occurrences::parts(...), EventProperties::events($object))) === 0) {
			return self::whole($object, $practice, $now);
		}
		$range = self::range($practice, $now);
		$middle = intdiv($now, self::GRID) * self::GRID;
		$expansion = Expansion::ofRequest();
		[$coming, $until] = BusyIntervals::follow($object, $practice, $middle, $range->end, $expansion);
		[$past, $pastUntil] = BusyIntervals::follow($object, $practice, $range->start, $middle, $expansion);
		$intervals = self::within($range, [...$past, ...$coming]);
		return new self($intervals, match (true) {
			$pastUntil < $middle => $middle,
			$until < $range->end => $until,
			default => self::goesOn($object, $practice, $intervals, $range->end) ? $range->end : 0,
		});
	}

	/**
	 * All of the range, in as many steps as it takes: for the job and `occ`.
	 *
	 * @param int $now epoch seconds
	 */
	public static function whole(VCalendar $object, Practice $practice, int $now): self {
		$range = self::range($practice, $now);
		$intervals = self::within($range, self::follow($object, $practice, $range->start, $range->end));
		return new self($intervals, self::goesOn($object, $practice, $intervals, $range->end) ? $range->end : 0);
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

	/** Whether a part of it counts as busy only because nobody has followed it so far. */
	public function isForJob(Practice $practice, int $now): bool {
		return $this->until !== 0 && $this->until < self::due($practice, $now);
	}

	/**
	 * Where a span has more occurrences than are expanded at a time, it is halved. What repeats too often even then fills the
	 * rest of its span.
	 *
	 * @return list<Interval>
	 */
	private static function follow(VCalendar $object, Practice $practice, int $from, int $to): array {
		[$busy, $until] = BusyIntervals::follow($object, $practice, $from, $to, Expansion::ofRequest());
		if ($until >= $to || $to - $from <= self::GRID) {
			return $busy;
		}
		$middle = $from + intdiv(intdiv($to - $from, self::GRID), 2) * self::GRID;
		return [...self::follow($object, $practice, $from, $middle), ...self::follow($object, $practice, $middle, $to)];
	}

	/**
	 * Whether there is more of it than was followed.
	 *
	 * @param list<Interval> $intervals that were found
	 */
	private static function goesOn(VCalendar $object, Practice $practice, array $intervals, int $until): bool {
		$isEndless = $intervals !== [] && array_filter(EventProperties::events($object), self::isEndless(...)) !== [];
		// the first occurrence that is left tells, so none is expanded
		return $isEndless || BusyIntervals::follow($object, $practice, $until, self::NEVER, new Expansion(0))[0] !== [];
	}

	/**
	 * @param list<Interval> $busy
	 * @return list<Interval>
	 */
	private static function within(Interval $range, array $busy): array {
		return Interval::merge(array_map(static fn (Interval $one): Interval => $one->clip($range), $busy));
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
