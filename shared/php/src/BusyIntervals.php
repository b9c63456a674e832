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
		$range = new Interval($from, $to);
		$overridden = [];
		foreach ($events as $event) {
			if (EventProperties::all($event, 'RECURRENCE-ID') !== []) {
				$overridden[self::key($event, AppointmentReader::recurrenceInstant($event, $zone))] = true;
			}
		}
		$busy = [];
		foreach ($events as $event) {
			$shape = BusyShape::of($event, $events, $practice);
			if (EventProperties::all($event, 'RECURRENCE-ID') === []) {
				array_push($busy, ...self::series($event, $shape, self::turns($event, $events, $practice), $overridden, $range, $zone));
			} elseif ($shape !== null) {
				$busy[] = $shape->place($shape->start, $shape->start->wall, null);
			}
		}
		$busy = array_values(array_filter($busy, static fn (?Interval $one): bool => $one !== null && $one->overlaps($range)));
		usort($busy, static fn (Interval $a, Interval $b): int => [$a->start, $a->end] <=> [$b->start, $b->end]);
		return $busy;
	}

	/**
	 * @param list<array{from: int, shift: int, shape: ?BusyShape}> $turns
	 * @param array<string, true> $overridden occurrences that have a VEVENT of their own
	 * @return list<?Interval>
	 */
	private static function series(VEvent $event, ?BusyShape $own, array $turns, array $overridden, Interval $range, \DateTimeZone $zone): array {
		$start = EventTimes::of($event, $zone)?->start;
		$shapes = array_filter([$own, ...array_column($turns, 'shape')]);
		if ($start === null || $shapes === []) {
			return [];
		}
		$length = max(0, ...array_map(static fn (BusyShape $shape): int => $shape->length, array_values($shapes)));
		$shift = max(0, ...array_map(static fn (array $turn): int => abs($turn['shift']), $turns), ...[0]);
		$found = [];
		// a day more on each side than the longest buffers need
		foreach (Occurrences::of($event, $start, $range->start - $length - $shift - self::DAY, $range->end + $shift + self::DAY, $zone) as [$wall, $given]) {
			$instant = $start->clock->instant($wall);
			if (isset($overridden[self::key($event, $instant)])) {
				continue;
			}
			[$shape, $by] = [$own, 0];
			foreach ($turns as $turn) {
				if ($turn['from'] <= $instant) {
					[$shape, $by] = [$turn['shape'], $turn['shift']];
				}
			}
			$found[] = $shape?->place($start, $wall + $by, $given);
		}
		return $found;
	}

	/**
	 * What RECURRENCE-ID with RANGE=THISANDFUTURE changes (RFC 5545 §3.2.13), by time: later occurrences move as far, by the
	 * wall clock of the series, and last as long as the one that it names.
	 *
	 * @param list<VEvent> $events
	 * @return list<array{from: int, shift: int, shape: ?BusyShape}>
	 */
	private static function turns(VEvent $event, array $events, Practice $practice): array {
		$start = EventTimes::of($event, $practice->timeZone())?->start;
		if ($start === null) {
			return [];
		}
		$turns = [];
		foreach ($events as $override) {
			$property = EventProperties::all($override, 'RECURRENCE-ID')[0] ?? null;
			if ($property === null || strtoupper(EventProperties::parameter($property, 'RANGE')) !== 'THISANDFUTURE' || EventProperties::text($override, 'UID') !== EventProperties::text($event, 'UID')) {
				continue;
			}
			$named = AppointmentReader::recurrenceInstant($override, $practice->timeZone());
			$its = EventTimes::of($override, $practice->timeZone())?->start;
			if ($named !== null && $its !== null) {
				$turns[] = ['from' => $named, 'shift' => $start->clock->wall($its->instant) - $start->clock->wall($named), 'shape' => BusyShape::of($override, $events, $practice)];
			}
		}
		usort($turns, static fn (array $a, array $b): int => $a['from'] <=> $b['from']);
		return $turns;
	}

	private static function key(VEvent $event, ?int $instant): string {
		return EventProperties::text($event, 'UID') . ' ' . $instant;
	}
}
