<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** Compares the app's tables with what the practice's calendars hold. Changes nothing. */
final class IndexCheck {
	private const CHUNK = 200;

	public function __construct(
		private PracticeStore $store,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private OccurrenceIndex $index,
		private IndexedHorizon $horizon,
		private AppointmentStates $states,
		private Objects $objects,
		private ITimeFactory $time,
	) {
	}

	/** @return array{objects: array<string, int>, differences: list<Difference>} number of objects by calendar; what is wrong */
	public function run(): array {
		$practice = $this->store->get();
		if ($practice === null) {
			return ['objects' => [], 'differences' => []];
		}
		$counts = [];
		$differences = [];
		$found = $this->calendars->all();
		foreach ($practice->calendars() as $calendar) {
			if (!in_array($calendar, $found, true)) {
				$differences[] = new Difference($calendar->id, null, 'calendar', 'the calendar is missing or in the trash: nothing can be booked there');
			}
		}
		foreach ($found as $id => $calendar) {
			if (!$this->lock->exists($id)) {
				$differences[] = new Difference($calendar->id, null, 'lock', 'the calendar has no lock row');
			}
			$ids = $this->objects->inCalendar($id);
			$counts[$calendar->id] = count($ids);
			foreach (array_chunk(self::union($ids, $this->index->objects($id), $this->states->objects($id)), self::CHUNK) as $chunk) {
				array_push($differences, ...$this->chunk($id, $calendar, $chunk, $practice));
			}
		}
		if ($counts !== [] && $this->horizon->get() < $this->time->getTime() + 86400 * $practice->booking->horizonDays) {
			$differences[] = new Difference('any', null, 'horizon', 'not everything that repeats has been followed as far as can be booked; bookings end at ' . Interval::iso($this->horizon->get()));
		}
		return ['objects' => $counts, 'differences' => $differences];
	}

	/**
	 * @param list<int> $ids
	 * @return list<Difference>
	 */
	private function chunk(int $calendarId, CalendarConfig $calendar, array $ids, Practice $practice): array {
		if ($this->compare($calendarId, $calendar, $ids, $practice) === []) {
			return [];
		}
		// what was written meanwhile may only look different: once more with writers kept out
		return $this->lock->alone([$calendarId], fn (): array => $this->compare($calendarId, $calendar, $ids, $practice));
	}

	/**
	 * @param list<int> $ids
	 * @return list<Difference>
	 */
	private function compare(int $calendarId, CalendarConfig $calendar, array $ids, Practice $practice): array {
		$objects = $this->objects->byIds($ids);
		$states = $this->states->byIds($ids);
		$rows = $this->index->rows($ids);
		$now = $this->time->getTime();
		$found = [];
		foreach ($ids as $id) {
			$state = $states[$id] ?? null;
			$object = $objects[$id] ?? null;
			$say = static function (string $kind, string $detail) use (&$found, $calendar, $object, $state): void {
				$found[] = new Difference($calendar->id, $object['uri'] ?? $state?->uri, $kind, $detail);
			};
			if ($object === null || $object['deleted'] || $object['calendarId'] !== $calendarId) {
				$where = $object === null ? 'is gone' : ($object['deleted'] ? 'is in the trash' : 'is in another calendar');
				if ($state !== null && $state->deletedAt === 0 && $state->calendarId === $calendarId) {
					$say('state-surplus', "the object $where");
				}
				if (array_filter($rows[$id] ?? [], static fn (array $row): bool => $row[0] === $calendarId) !== []) {
					$say('busy-surplus', "the object $where");
				}
				continue;
			}
			$expected = Expected::of($object, $state, $practice, $now);
			if ($expected === null) {
				$say('unreadable', 'the object can not be read, so nobody knows when it is');
				continue;
			}
			if ($state === null) {
				$say('state-missing', 'nothing is known of the object');
			}
			if ($expected->wrongFields() !== []) {
				$say('state', 'other than in the calendar: ' . implode(', ', $expected->wrongFields()));
			}
			if ($expected->claimsTooMuch()) {
				$say('horizon', 'more of it is to come than the index knows');
			}
			$difference = $expected->difference($rows[$id] ?? [], BusyTime::due($practice, $now));
			if ($difference['missing'] !== [] || $difference['surplus'] !== []) {
				$say('busy', self::describe($difference));
			}
		}
		return $found;
	}

	/** @param array{missing: list<Interval>, surplus: list<Interval>} $difference */
	private static function describe(array $difference): string {
		$parts = [];
		foreach (array_filter($difference) as $what => $intervals) {
			$shown = array_map(static fn (Interval $one): string => Interval::iso($one->start) . '/' . Interval::iso($one->end), array_slice($intervals, 0, 3));
			$parts[] = count($intervals) . " $what: " . implode(', ', $shown) . (count($intervals) > 3 ? ', …' : '');
		}
		return implode('; ', $parts);
	}

	/**
	 * @param list<int> ...$lists
	 * @return list<int>
	 */
	private static function union(array ...$lists): array {
		$all = [];
		foreach ($lists as $list) {
			foreach ($list as $id) {
				$all[$id] = true;
			}
		}
		ksort($all);
		return array_keys($all);
	}
}
