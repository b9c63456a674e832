<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** When a calendar object makes its calendar busy. */
final class BusyIntervals {
	private const DAY = 86400;

	/**
	 * Every occurrence that overlaps [from, to), unclipped; not those that are transparent, cancelled or without length.
	 * An appointment of a known type is widened by its buffers.
	 *
	 * @param int $from epoch seconds, likewise $to
	 * @return list<Interval> sorted, not merged: one per occurrence
	 */
	public static function of(VCalendar $calendar, Practice $practice, int $from, int $to): array {
		$zone = $practice->timeZone();
		$events = EventProperties::events($calendar);
		$overridden = [];
		foreach ($events as $event) {
			if (EventProperties::all($event, 'RECURRENCE-ID') !== []) {
				$overridden[self::key($event, AppointmentReader::recurrenceInstant($event, $zone))] = true;
			}
		}
		$busy = [];
		foreach ($events as $event) {
			array_push($busy, ...self::ofEvent($event, $events, $overridden, $practice, new Interval($from, $to)));
		}
		usort($busy, static fn (Interval $a, Interval $b): int => [$a->start, $a->end] <=> [$b->start, $b->end]);
		return $busy;
	}

	/**
	 * @param list<VEvent> $events
	 * @param array<string, true> $overridden occurrences that have a VEVENT of their own
	 * @return list<Interval>
	 */
	private static function ofEvent(VEvent $event, array $events, array $overridden, Practice $practice, Interval $range): array {
		$times = EventTimes::of($event, $practice->timeZone());
		$whole = $times?->interval();
		if ($times === null || $whole === null || $whole->isEmpty() || !self::counts($event)) {
			return [];
		}
		$type = $practice->type(self::typeCode($event, $events));
		$length = $whole->end - $whole->start;
		$days = (int)round($length / self::DAY);
		$start = $times->start;
		$single = EventProperties::all($event, 'RECURRENCE-ID') !== [];
		// a day more on each side than the longest buffers need
		$walls = $single ? [$start->wall] : Occurrences::of($event, $start, $range->start - $length - self::DAY, $range->end + self::DAY, $practice->timeZone());
		$found = [];
		foreach ($walls as $wall) {
			$instant = $start->clock->instant($wall);
			if (!$single && isset($overridden[self::key($event, $instant)])) {
				continue;
			}
			// whole days stay whole over a change of the clocks; other durations are exact (RFC 5545 §3.3.6, §3.8.5.3)
			$time = new Interval($instant, $start->isDate ? $start->clock->instant($wall + $days * self::DAY) : $instant + $length);
			$time = $type === null ? $time : $type->blocked($time);
			if ($time->overlaps($range)) {
				$found[] = $time;
			}
		}
		return $found;
	}

	private static function counts(VEvent $event): bool {
		return strtoupper(EventProperties::text($event, 'TRANSP') ?? '') !== 'TRANSPARENT'
			&& strtoupper(EventProperties::text($event, 'STATUS') ?? '') !== 'CANCELLED';
	}

	private static function key(VEvent $event, ?int $instant): string {
		return EventProperties::text($event, 'UID') . ' ' . $instant;
	}

	/**
	 * An occurrence that was changed by itself may lack the type: then the series' counts.
	 *
	 * @param list<VEvent> $events
	 */
	private static function typeCode(VEvent $event, array $events): string {
		$own = EventProperties::text($event, 'X-APPOINTMENT-TYPE');
		foreach ($own === null ? $events : [] as $other) {
			if (EventProperties::all($other, 'RECURRENCE-ID') === [] && EventProperties::text($other, 'UID') === EventProperties::text($event, 'UID')) {
				return EventProperties::text($other, 'X-APPOINTMENT-TYPE') ?? '';
			}
		}
		return $own ?? '';
	}
}
