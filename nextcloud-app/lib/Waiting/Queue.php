<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Index\TakenTime;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EntryMatcher;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\WaitingEntry;

/** Who waits, what has become free, and whose turn it is there. Changes nothing. */
final class Queue {
	public function __construct(
		private TaskList $list,
		private Offers $offers,
		private FreedTime $freed,
		private TakenTime $taken,
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private ITimeFactory $time,
	) {
	}

	/** @return list<StoredEntry> in turn; whose offer has expired waits again, even before a job has written so */
	public function entries(Practice $practice): array {
		return self::inTurn($this->list->waiting($practice), $this->offers->open(), $this->time->getTime());
	}

	/**
	 * Entries by whose turn it is; those that have an open offer are in process.
	 *
	 * @param list<StoredEntry> $waiting
	 * @param list<Offer> $offers
	 * @return list<StoredEntry>
	 */
	public static function inTurn(array $waiting, array $offers, int $now): array {
		$offered = array_map(static fn (Offer $offer): string => $offer->entryUid, array_filter($offers, static fn (Offer $offer): bool => $offer->isOpen($now)));
		$found = array_map(static fn (StoredEntry $stored): StoredEntry => new StoredEntry($stored->objectId, $stored->uri, $stored->etag, $stored->object,
			self::withStatus($stored->entry, in_array($stored->entry->uid, $offered, true) ? 'IN-PROCESS' : 'NEEDS-ACTION')), $waiting);
		usort($found, static fn (StoredEntry $a, StoredEntry $b): int => EntryMatcher::byTurn($a->entry, $b->entry));
		return $found;
	}

	/**
	 * The appointments that entries would like to move forward, by UID; only those that take place.
	 *
	 * @param list<StoredEntry> $entries
	 * @return array<string, StateRow>
	 */
	public function related(array $entries): array {
		$uids = array_values(array_unique(array_filter(array_map(static fn (StoredEntry $stored): string => $stored->entry->related ?? '', $entries), static fn (string $uid): bool => $uid !== '')));
		$found = [];
		foreach ($this->states->byUids(array_keys($this->calendars->all()), $uids) as $row) {
			if ($row->takesPlace() !== null && $row->start > $this->time->getTime()) {
				$found[$row->uid] = $row;
			}
		}
		return $found;
	}

	/**
	 * What has become free and still is, with those who wait for it, in turn.
	 *
	 * @param list<StoredEntry> $entries
	 * @param int $before freed no later than this, epoch seconds
	 * @return list<array{calendar: CalendarConfig, calendarId: int, time: Interval, matches: list<array{entry: WaitingEntry, time: Interval}>}>
	 */
	public function freed(array $entries, Practice $practice, int $before): array {
		$now = $this->time->getTime();
		$waiting = array_map(static fn (StoredEntry $stored): WaitingEntry => $stored->entry, $entries);
		$starts = array_map(static fn (StateRow $row): int => $row->start, $this->related($entries));
		$calendars = $this->calendars->all();
		$times = [];
		foreach ($this->freed->coming($now, $before) as ['calendarId' => $id, 'time' => $time]) {
			if (isset($calendars[$id])) {
				array_push($times, ...array_map(static fn (Interval $free): array => [$id, $free], Interval::subtract([$time], $this->taken->between($id, $time->start, $time->end, $now))));
			}
		}
		// an appointment that was moved twice may have left the same time twice
		$times = array_values(array_unique($times, SORT_REGULAR));
		return array_map(fn (array $one): array => [
			'calendar' => $calendars[$one[0]], 'calendarId' => $one[0], 'time' => $one[1],
			'matches' => EntryMatcher::match($waiting, $calendars[$one[0]], $one[1], $practice, $starts, $this->offers->passedOver($one[0], $one[1]->start)),
		], $times);
	}

	private static function withStatus(WaitingEntry $entry, string $status): WaitingEntry {
		return new WaitingEntry($entry->uid, $status, $entry->priority, $entry->created, $entry->earliest, $entry->latest, $entry->calendars, $entry->times, $entry->related, $entry->fields, $entry->note);
	}
}
