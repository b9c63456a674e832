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
	 * An appointment of a known type is widened by its buffers. Where there may be more occurrences than one request expands
	 * (`limits.occurrences`), the rest of the range counts as busy.
	 *
	 * @param int $from epoch seconds, likewise $to
	 * @return list<Interval> sorted, not merged: one per occurrence
	 */
	public static function of(VCalendar $calendar, Practice $practice, int $from, int $to): array {
		return self::follow($calendar, $practice, $from, $to, Expansion::ofRequest())[0];
	}

	/**
	 * As of(), within a budget.
	 *
	 * @return array{list<Interval>, int} and until when they are the object's own ($to: all)
	 */
	public static function follow(VCalendar $calendar, Practice $practice, int $from, int $to, Expansion $expansion): array {
		$zone = $practice->timeZone();
		$events = EventProperties::events($calendar);
		$range = new Interval($from, $to);
		$overridden = [];
		$series = [];
		foreach ($events as $event) {
			if (EventProperties::all($event, 'RECURRENCE-ID') !== []) {
				$overridden[self::key($event, AppointmentReader::recurrenceInstant($event, $zone))] = true;
			} else {
				$series[] = $event;
			}
		}
		$expansion->among(array_sum(array_map(Occurrences::parts(...), $series)));
		$busy = [];
		$until = $to;
		foreach ($events as $event) {
			$shape = BusyShape::of($event, $events, $practice);
			if (in_array($event, $series, true)) {
				[$own, $known] = self::series($event, $shape, self::turns($event, $events, $practice), $overridden, $range, $zone, $expansion);
				array_push($busy, ...$own);
				$until = min($until, max($from, $known));
			} elseif ($shape !== null) {
				$busy[] = $shape->place($shape->start, $shape->start->wall, null);
			}
		}
		$busy = array_values(array_filter($busy, static fn (?Interval $one): bool => $one !== null && $one->overlaps($range)));
		if ($until < $to) {
			$busy = [...array_values(array_filter($busy, static fn (Interval $one): bool => $one->start < $until)), new Interval($until, $to)];
		}
		usort($busy, static fn (Interval $a, Interval $b): int => [$a->start, $a->end] <=> [$b->start, $b->end]);
		return [$busy, $until];
	}

	/**
	 * @param list<array{from: int, shift: int, shape: ?BusyShape}> $turns
	 * @param array<string, true> $overridden occurrences that have a VEVENT of their own
	 * @return array{list<?Interval>, int} and until when they are known
	 */
	private static function series(VEvent $event, ?BusyShape $own, array $turns, array $overridden, Interval $range, \DateTimeZone $zone, Expansion $expansion): array {
		$start = EventTimes::of($event, $zone)?->start;
		$shapes = array_values(array_filter([$own, ...array_column($turns, 'shape')]));
		if ($start === null || $shapes === []) {
			return [[], $range->end];
		}
		$length = max(0, ...array_map(static fn (BusyShape $shape): int => $shape->length, $shapes));
		$shift = max(0, ...array_map(static fn (array $turn): int => abs($turn['shift']), $turns), ...[0]);
		// whole days are longer or shorter where the clocks change
		$reach = $shift + max(0, ...array_map(static fn (BusyShape $shape): int => $shape->buffer(), $shapes)) + ($start->isDate ? self::DAY : 0);
		[$occurrences, $known] = Occurrences::of($event, $start, $range->start - $length - $reach, $range->end + $reach, $zone, $expansion);
		$found = [];
		foreach ($occurrences as [$wall, $given]) {
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
		return [$found, $known - $reach];
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
