<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Whose turn it is on the waiting list where time became free. */
final class EntryMatcher {
	private const DAY = 86400;
	private const DAYS = [1 => 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

	/**
	 * Who waits for an appointment that fits there, by priority, then since when they wait.
	 *
	 * @param list<WaitingEntry> $entries
	 * @param array<string, int> $starts of the appointments that entries are related to, by UID; only those that take place
	 * @param list<string> $passedOver UIDs of entries to which this time was offered before
	 * @return list<array{entry: WaitingEntry, time: Interval}> with the appointment's time, without buffers
	 */
	public static function match(array $entries, CalendarConfig $calendar, Interval $freed, Practice $practice, array $starts, array $passedOver): array {
		$found = [];
		foreach ($entries as $entry) {
			$time = in_array($entry->uid, $passedOver, true) ? null : self::fittingTime($entry, $calendar, $freed, $practice, $starts);
			if ($time !== null) {
				$found[] = ['entry' => $entry, 'time' => $time];
			}
		}
		usort($found, static fn (array $a, array $b): int => self::byTurn($a['entry'], $b['entry']));
		return $found;
	}

	/**
	 * When the entry's appointment would take place in that time; null: it doesn't fit there, or they don't wait for it.
	 *
	 * @param array<string, int> $starts
	 */
	public static function fittingTime(WaitingEntry $entry, CalendarConfig $calendar, Interval $freed, Practice $practice, array $starts): ?Interval {
		$type = $practice->type($entry->field('appointmentType'));
		if ($entry->status !== 'NEEDS-ACTION' || $type === null || !$calendar->offers($type->code)) {
			return null;
		}
		if ($entry->field('insurance') !== '' && !in_array($entry->field('insurance'), $type->insurances, true)) {
			return null;
		}
		$time = new Interval($freed->start, $freed->start + 60 * $type->durationMinutes);
		$isWished = ($entry->calendars === [] || in_array($calendar->id, $entry->calendars, true))
			&& ($entry->earliest === null || $time->start >= $entry->earliest)
			&& ($entry->latest === null || $time->end <= $entry->latest)
			&& self::isAtWishedTime($entry, $time, $practice->timeZone());
		// what was cancelled or is over can't be moved forward
		$isEarlier = $entry->related === null || (isset($starts[$entry->related]) && $time->start < $starts[$entry->related]);
		return $time->end <= $freed->end && $isWished && $isEarlier ? $time : null;
	}

	/** By priority, then since when they wait. */
	public static function byTurn(WaitingEntry $a, WaitingEntry $b): int {
		return [$a->priority ?: 5, $a->created ?? 0, $a->uid] <=> [$b->priority ?: 5, $b->created ?? 0, $b->uid];
	}

	private static function isAtWishedTime(WaitingEntry $entry, Interval $time, \DateTimeZone $zone): bool {
		if ($entry->times === []) {
			return true;
		}
		$clock = new ZoneClock($zone);
		$midnight = (int)floor($clock->wall($time->start) / self::DAY) * self::DAY;
		$weekday = self::DAYS[(int)gmdate('N', $midnight)];
		foreach ($entry->times as $wish) {
			if ($wish['day'] === $weekday && $clock->instant($midnight + self::seconds($wish['start'])) <= $time->start && $time->end <= $clock->instant($midnight + self::seconds($wish['end']))) {
				return true;
			}
		}
		return false;
	}

	/** Since midnight, of `HH:MM`, up to `24:00`. */
	private static function seconds(string $clock): int {
		return 3600 * (int)substr($clock, 0, 2) + 60 * (int)substr($clock, 3, 2);
	}
}
