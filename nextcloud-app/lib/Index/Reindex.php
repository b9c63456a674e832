<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\Practice;

/** Builds the app's tables anew from what the practice's calendars hold, or follows further what repeats. Nobody is mailed. */
final class Reindex {
	private const CHUNK = 200;

	public function __construct(
		private PracticeStore $store,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private OccurrenceIndex $index,
		private IndexedHorizon $horizon,
		private AppointmentState $state,
		private AppointmentStates $states,
		private Objects $objects,
		private ITimeFactory $time,
	) {
	}

	/**
	 * Everything: what is missing is added, what is wrong corrected, what is gone taken out. Who created an object, and when, stays known.
	 *
	 * @return array<string, int> number of objects by calendar
	 */
	public function run(): array {
		$practice = $this->store->get();
		$horizon = $practice === null ? 0 : BusyTime::range($practice, $this->time->getTime())->end;
		return $this->each($horizon, function (int $calendarId): array {
			$ids = $this->objects->inCalendar($calendarId);
			return [count($ids), array_values(array_unique([...$ids, ...$this->index->objects($calendarId), ...$this->states->objects($calendarId)]))];
		});
	}

	/**
	 * Only objects that go on beyond what the index knows of them, and of these those that are due.
	 *
	 * @return array<string, int> number of objects by calendar
	 */
	public function extend(): array {
		$practice = $this->store->get();
		$due = $practice === null ? 0 : BusyTime::due($practice, $this->time->getTime());
		$counts = $this->each($due, function (int $calendarId) use ($due): array {
			$ids = $this->states->indexedBefore($calendarId, $due);
			return [count($ids), $ids];
		});
		if ($practice !== null) {
			foreach (array_keys($this->calendars->all()) as $id) {
				$this->index->removeBefore($id, BusyTime::range($practice, $this->time->getTime())->start);
			}
		}
		return $counts;
	}

	/**
	 * @param int $horizon until when everything is followed afterwards
	 * @param \Closure(int): array{int, list<int>} $choose a calendar's objects to be told of, and all that are to be looked at
	 * @return array<string, int>
	 */
	private function each(int $horizon, \Closure $choose): array {
		$this->calendars->forget();
		$practice = $this->store->get();
		if ($practice === null) {
			return [];
		}
		$counts = [];
		foreach ($this->calendars->all() as $id => $calendar) {
			$this->lock->create($id);
			[$counts[$calendar->id], $ids] = $choose($id);
			foreach (array_chunk($ids, self::CHUNK) as $chunk) {
				// a chunk at a time, so that bookings wait for moments only
				$this->lock->alone([$id], fn () => $this->bring($id, $chunk, $practice));
			}
		}
		// what was written meanwhile was followed at least as far, or counts as taken
		$this->horizon->raise($horizon);
		return $counts;
	}

	/** @param list<int> $ids */
	private function bring(int $calendarId, array $ids, Practice $practice): void {
		$now = $this->time->getTime();
		$objects = $this->objects->byIds($ids);
		$states = $this->states->byIds($ids);
		$elsewhere = $this->calendars->all();
		unset($elsewhere[$calendarId]);
		foreach ($ids as $id) {
			$object = $objects[$id] ?? null;
			if ($object !== null && !$object['deleted'] && isset($elsewhere[$object['calendarId']])) {
				continue;
			}
			if ($object === null || $object['deleted'] || $object['calendarId'] !== $calendarId) {
				$this->index->remove($id);
				if (isset($states[$id]) && $states[$id]->deletedAt === 0) {
					$this->state->markDeleted($id, '', $now);
				}
				continue;
			}
			$expected = Expected::of($object, $states[$id] ?? null, $practice, $now);
			if ($expected !== null) {
				$this->index->replace($calendarId, $id, $expected->busy->intervals);
				if ($expected->isNews()) {
					$this->state->save($expected->state);
				}
			}
		}
	}
}
