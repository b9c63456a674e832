<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\StateRow;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\FreeWindows;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\OpeningHours;
use Sprechstunde\Core\Practice;

/** When the website may book, and the practice: free windows by the index, without what is held; for the website without the days that are full. */
final class OnlineWindows {
	public function __construct(
		private CalendarIds $ids,
		private TakenTime $taken,
		private Holds $holds,
		private AppointmentStates $states,
	) {
	}

	/**
	 * @param int $from epoch seconds, likewise $to and $now
	 * @return list<Interval> sorted, merged; none where the calendar is missing on the server
	 */
	public function of(Practice $practice, CalendarConfig $calendar, int $from, int $to, int $now): array {
		$id = $this->ids->of($calendar);
		$range = (new Interval($from, $to))->clip(FreeWindows::bookable($practice, $now));
		if ($id === null || $range->isEmpty()) {
			return [];
		}
		$busy = $this->taken->between($id, $range->start, $range->end, $now);
		return FreeWindows::of($practice, $calendar, [...$busy, ...$this->fullDays($practice, $id, $range, $now)], $from, $to, $now);
	}

	/**
	 * What is free for the practice itself, from now on: nobody asks it for notice. What is held for a form stays clear here too.
	 *
	 * @param int $from epoch seconds, likewise $to and $now
	 * @return list<Interval> sorted, merged; none where the calendar is missing on the server
	 */
	public function forPractice(Practice $practice, CalendarConfig $calendar, int $from, int $to, int $now): array {
		$id = $this->ids->of($calendar);
		$range = (new Interval($from, $to))->clip(new Interval($now, FreeWindows::bookable($practice, $now)->end));
		return $id === null || $range->isEmpty() ? [] : Interval::subtract(
			OpeningHours::of($calendar, $practice->timeZone(), $range->start, $range->end),
			$this->taken->between($id, $range->start, $range->end, $now),
		);
	}

	/** @return list<Interval> local days with as many online bookings as one day may have */
	private function fullDays(Practice $practice, int $calendarId, Interval $range, int $now): array {
		$maximum = $practice->booking->dailyMaximum;
		if ($maximum === null) {
			return [];
		}
		$zone = $practice->timeZone();
		$midnight = static fn (int $instant, string $day): \DateTimeImmutable => (new \DateTimeImmutable("@$instant"))->setTimezone($zone)->modify($day)->setTime(0, 0);
		$from = $midnight($range->start, 'today')->getTimestamp();
		$to = $midnight($range->end, 'tomorrow')->getTimestamp();
		$booked = array_filter($this->states->between($calendarId, $from, $to), static fn (StateRow $row): bool => $row->source === 'ONLINE_BOOKING' && $row->status !== 'CANCELLED');
		$starts = [...array_map(static fn (StateRow $row): int => $row->start, $booked), ...$this->holds->starts($calendarId, $from, $to, $now)];
		$counts = array_count_values(array_map(static fn (int $start): int => $midnight($start, 'today')->getTimestamp(), $starts));
		$full = array_keys(array_filter($counts, static fn (int $count): bool => $count >= $maximum));
		return array_map(static fn (int $day): Interval => new Interval($day, $midnight($day, 'tomorrow')->getTimestamp()), $full);
	}
}
