<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentState;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\FreeWindows;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** When the website may book: free windows by the index, without the days that are full. */
final class OnlineWindows {
	public function __construct(
		private CalendarIds $ids,
		private OccurrenceIndex $index,
		private AppointmentState $states,
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
		$busy = $this->index->busy($id, $range->start, $range->end);
		return FreeWindows::of($practice, $calendar, [...$busy, ...$this->fullDays($practice, $id, $range)], $from, $to, $now);
	}

	/** @return list<Interval> local days with as many online bookings as one day may have */
	private function fullDays(Practice $practice, int $calendarId, Interval $range): array {
		$maximum = $practice->booking->dailyMaximum;
		if ($maximum === null) {
			return [];
		}
		$zone = $practice->timeZone();
		$midnight = static fn (int $instant, string $day): \DateTimeImmutable => (new \DateTimeImmutable("@$instant"))->setTimezone($zone)->modify($day)->setTime(0, 0);
		$counts = [];
		foreach ($this->states->between($calendarId, $midnight($range->start, 'today')->getTimestamp(), $midnight($range->end, 'tomorrow')->getTimestamp()) as $row) {
			if ($row->source === 'ONLINE_BOOKING' && $row->status !== 'CANCELLED') {
				$day = $midnight($row->start, 'today')->getTimestamp();
				$counts[$day] = ($counts[$day] ?? 0) + 1;
			}
		}
		$full = array_keys(array_filter($counts, static fn (int $count): bool => $count >= $maximum));
		return array_map(static fn (int $day): Interval => new Interval($day, $midnight($day, 'tomorrow')->getTimestamp()), $full);
	}
}
