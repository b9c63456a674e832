<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Property;

/** Starts of a VEVENT's occurrences (RFC 5545 §3.8.5): DTSTART, RRULE and RDATE together, without EXDATE. */
final class Occurrences {
	/** Days and times that are looked at for all rules of an event together, per allowed occurrence. */
	private const BUDGET = 200;
	private const DAY = 86400;

	/** @var array<int, array{int, ?int}> instant → wall clock, length of a PERIOD in seconds (null: that of the event) */
	private array $found = [];
	/** @var array<int, true> excluded instants */
	private array $instants = [];
	/** @var array<int, true> wall clocks of the midnights of excluded days */
	private array $days = [];
	private readonly int $limit;

	private function __construct(
		private readonly EventTime $start,
		private readonly int $since,
		private readonly int $until,
		private readonly \DateTimeZone $practiceZone,
	) {
		$this->limit = Contract::load()->limits()['occurrences'];
	}

	/**
	 * @param int $since epoch seconds, likewise $until; at most `limits.occurrences` that start in between are returned
	 * @return list<array{int, ?int}> start by the wall clock of the event's zone, and the length of a PERIOD in seconds (null: that of the event); sorted
	 */
	public static function of(VEvent $event, EventTime $start, int $since, int $until, \DateTimeZone $practiceZone): array {
		$self = new self($start, $since, $until, $practiceZone);
		$self->exclude($event);
		$self->take($start->wall);
		foreach (EventProperties::all($event, 'RDATE') as $property) {
			$self->dates($property);
		}
		$rules = EventProperties::all($event, 'RRULE');
		foreach ($rules as $property) {
			$self->follow($property, intdiv(self::BUDGET * $self->limit, count($rules)));
		}
		$found = array_values($self->found);
		usort($found, static fn (array $a, array $b): int => $a[0] <=> $b[0]);
		return $found;
	}

	private function exclude(VEvent $event): void {
		foreach (EventProperties::all($event, 'EXDATE') as $property) {
			foreach (EventTime::ofProperty($property, $this->practiceZone) as $time) {
				if ($time === null) {
					continue;
				}
				if ($time->isDate && !$this->start->isDate) {
					$this->days[$time->wall] = true;
				} else {
					$this->instants[$time->instant] = true;
				}
			}
		}
	}

	/** @return bool whether a later one may still count */
	private function take(int $wall, ?int $length = null): bool {
		$instant = $this->start->clock->instant($wall);
		if ($instant >= $this->until) {
			return false;
		}
		$midnight = (int)floor($wall / self::DAY) * self::DAY;
		// a PERIOD may reach into the range from long before
		$counts = ($instant >= $this->since || $length !== null) && !isset($this->instants[$instant]) && !isset($this->days[$midnight]);
		if ($counts && ($length !== null || !isset($this->found[$instant]))) {
			$this->found[$instant] = [$wall, $length];
		}
		return count($this->found) < $this->limit;
	}

	/** A PERIOD (start and end, or start and duration) brings its own length; what can't be read is left out. */
	private function dates(Property $property): void {
		foreach ($property->getParts() as $part) {
			$both = explode('/', is_scalar($part) ? (string)$part : '', 2);
			$to = $both[1] ?? null;
			$time = EventTime::ofText($both[0], $property, $this->practiceZone);
			$end = match (true) {
				$time === null, $to === null => null,
				preg_match('/^[+-]?P/', $to) === 1 => EventTimes::after($time, $to),
				default => EventTime::ofText($to, $property, $this->practiceZone)?->instant,
			};
			if ($time !== null && ($to === null || $end !== null)) {
				$this->take($this->start->clock->wall($time->instant), $end === null ? null : $end - $time->instant);
			}
		}
	}

	/** A rule that can't be followed leaves the first occurrence. */
	private function follow(Property $property, int $budget): void {
		$parts = array_change_key_case($property->getParts(), CASE_UPPER);
		$last = $this->last(is_string($parts['UNTIL'] ?? null) ? $parts['UNTIL'] : '', $property);
		unset($parts['UNTIL']);
		$rule = RecurrenceRule::parse($parts);
		// two days more, since wall clocks run up to 14 hours ahead of UTC
		[$since, $until] = [$this->since - 2 * self::DAY, $this->until + 2 * self::DAY];
		foreach ($rule?->from($this->start->wall, $since, $until, $budget) ?? [] as $wall) {
			if (!$last($wall) || !$this->take($wall)) {
				return;
			}
		}
	}

	/** @return \Closure(int): bool whether a wall clock is not after UNTIL, which is inclusive and may be in UTC, floating, or a DATE (RFC 5545 §3.3.10) */
	private function last(string $until, Property $property): \Closure {
		$time = EventTime::ofText($until, $property, $this->practiceZone);
		return match (true) {
			$time === null => static fn (int $wall): bool => true,
			$time->isDate => static fn (int $wall): bool => $wall < $time->wall + self::DAY,
			$time->floating => static fn (int $wall): bool => $wall <= $time->wall,
			default => fn (int $wall): bool => $this->start->clock->instant($wall) <= $time->instant,
		};
	}
}
