<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Property;

/** Starts of a VEVENT's occurrences (RFC 5545 §3.8.5): DTSTART, RRULE and RDATE together, without EXDATE. */
final class Occurrences {
	private const DAY = 86400;

	/** @var array<int, array{int, ?int}> instant → wall clock, length of a PERIOD in seconds (null: that of the event) */
	private array $found = [];
	/** @var array<int, true> excluded instants */
	private array $instants = [];
	/** @var array<int, true> wall clocks of the midnights of excluded days */
	private array $days = [];

	/** @param int $known until when all are known, in epoch seconds */
	private function __construct(
		private readonly EventTime $start,
		private readonly int $since,
		private readonly int $until,
		private readonly \DateTimeZone $practiceZone,
		private readonly Expansion $expansion,
		private int $known,
	) {
	}

	/** How many rules and lists of dates an event has, each of which gets a share of the budget. */
	public static function parts(VEvent $event): int {
		return count(EventProperties::all($event, 'RRULE')) + (EventProperties::all($event, 'RDATE') === [] ? 0 : 1);
	}

	/**
	 * @param int $since epoch seconds, likewise $until: those that start in between are returned
	 * @return array{list<array{int, ?int}>, int} start by the wall clock of the event's zone, and the length of a PERIOD in seconds
	 *   (null: that of the event), sorted; and the instant from which on there may be more than the budget allowed ($until: there are none)
	 */
	public static function of(VEvent $event, EventTime $start, int $since, int $until, \DateTimeZone $practiceZone, Expansion $expansion): array {
		$self = new self($start, $since, $until, $practiceZone, $expansion, $until);
		$self->exclude($event);
		if ($start->instant >= $since && $start->instant < $until) {
			$self->add($start->instant, $start->wall, null);
			$expansion->spend(self::parts($event) === 0 ? 0 : 1);
		}
		$self->dates(EventProperties::all($event, 'RDATE'));
		foreach (EventProperties::all($event, 'RRULE') as $property) {
			$self->follow($property);
		}
		$found = array_values($self->found);
		usort($found, static fn (array $a, array $b): int => $a[0] <=> $b[0]);
		return [$found, $self->known];
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

	private function add(int $instant, int $wall, ?int $length): void {
		$midnight = (int)floor($wall / self::DAY) * self::DAY;
		if (!isset($this->instants[$instant]) && !isset($this->days[$midnight]) && ($length !== null || !isset($this->found[$instant]))) {
			$this->found[$instant] = [$wall, $length];
		}
	}

	/**
	 * A PERIOD (start and end, or start and duration) brings its own length, and may reach into the range from long before; what
	 * can't be read is left out. Of more dates than the budget allows the earliest count.
	 *
	 * @param list<Property> $properties
	 */
	private function dates(array $properties): void {
		$dates = [];
		foreach ($properties as $property) {
			foreach ($property->getParts() as $part) {
				$both = explode('/', is_scalar($part) ? (string)$part : '', 2);
				$to = $both[1] ?? null;
				$time = EventTime::ofText($both[0], $property, $this->practiceZone);
				$end = match (true) {
					$time === null, $to === null => null,
					preg_match('/^[+-]?P/', $to) === 1 => EventTimes::after($time, $to),
					default => EventTime::ofText($to, $property, $this->practiceZone)?->instant,
				};
				if ($time !== null && ($to === null ? $time->instant >= $this->since : $end !== null) && $time->instant < $this->until) {
					$dates[] = [$time->instant, $end === null ? null : $end - $time->instant];
				}
			}
		}
		if ($properties === []) {
			return;
		}
		$share = $this->expansion->share();
		if (count($dates) > $share) {
			sort($dates);
			$this->known = min($this->known, $dates[$share][0]);
			$dates = array_slice($dates, 0, $share);
		}
		foreach ($dates as [$instant, $length]) {
			$wall = $this->start->clock->wall($instant);
			$this->add($this->start->clock->instant($wall), $wall, $length);
		}
		$this->expansion->spend(count($dates));
	}

	/** A rule that can't be followed leaves the first occurrence. */
	private function follow(Property $property): void {
		$share = $this->expansion->share();
		$parts = array_change_key_case($property->getParts(), CASE_UPPER);
		$last = $this->last(is_string($parts['UNTIL'] ?? null) ? $parts['UNTIL'] : '', $property);
		unset($parts['UNTIL']);
		$rule = RecurrenceRule::parse($parts);
		if ($rule === null) {
			return;
		}
		$expanded = 0;
		// two days more, since wall clocks run up to 14 hours ahead of UTC
		$walls = $rule->from($this->start->wall, $this->since - 2 * self::DAY, $this->until + 2 * self::DAY, $this->expansion->candidates());
		foreach ($walls as $wall) {
			$instant = $this->start->clock->instant($wall);
			if ($instant >= $this->until || !$last($wall)) {
				break;
			}
			if ($instant < $this->since || isset($this->found[$instant])) {
				continue;
			}
			if ($expanded === $share) {
				$this->known = min($this->known, $instant);
				break;
			}
			$expanded++;
			$this->add($instant, $wall, null);
		}
		$stopped = $walls->valid() ? null : $walls->getReturn();
		if ($stopped !== null && $last($stopped)) {
			$this->known = min($this->known, $this->start->clock->instant($stopped));
		}
		$this->expansion->spend($expanded, $this->expansion->candidates() - $rule->left());
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
