<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateReader;
use OCP\AppFramework\Db\TTransactional;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Practice;

/** Builds the app's tables anew from what the practice's calendars hold. Nobody is mailed. */
final class Reindex {
	use TTransactional;

	private const CHUNK = 200;

	public function __construct(
		private IDBConnection $db,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private OccurrenceIndex $index,
		private AppointmentState $states,
		private Objects $objects,
		private ITimeFactory $time,
	) {
	}

	/** @return array<string, int> number of objects by calendar */
	public function run(): array {
		$this->calendars->forget();
		$practice = $this->store->get();
		if ($practice === null) {
			return [];
		}
		$counts = [];
		foreach ($this->calendars->all() as $id => $calendar) {
			$this->lock->create($id);
			$ids = $this->objectIds($id);
			foreach (array_chunk($ids, self::CHUNK) as $chunk) {
				// a chunk at a time, so that bookings wait for moments only
				$this->atomic(function () use ($id, $chunk, $practice): void {
					$this->lock->acquire([$id]);
					$this->indexChunk($id, $chunk, $practice);
				}, $this->db);
			}
			$this->forgetMissing($id);
			$counts[$calendar->id] = count($ids);
		}
		return $counts;
	}

	/** @param list<int> $ids */
	private function indexChunk(int $calendarId, array $ids, Practice $practice): void {
		$now = $this->time->getTime();
		foreach ($this->objects->byIds($ids) as $object) {
			$calendar = $object['deleted'] || $object['calendarId'] !== $calendarId ? null : Objects::parse($object['data']);
			if ($calendar === null) {
				continue;
			}
			$this->index->replace($calendarId, $object['id'], OccurrenceIndex::busyTime($calendar, $practice, $now));
			if ($this->states->find($object['id']) === null) {
				$this->states->save(StateReader::read($object['id'], $calendarId, $object['uri'], $calendar, $practice, null, '', $now));
			}
		}
	}

	/** Occurrences of objects that were deleted behind our back. */
	private function forgetMissing(int $calendarId): void {
		$this->atomic(function () use ($calendarId): void {
			$this->lock->acquire([$calendarId]);
			$query = $this->db->getQueryBuilder();
			$query->selectDistinct('object_id')->from('sprechstunde_occ')
				->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)));
			foreach (array_diff(self::numbers($query), $this->objectIds($calendarId)) as $id) {
				$this->index->remove($id);
			}
		}, $this->db);
	}

	/** @return list<int> not those in the trash */
	private function objectIds(int $calendarId): array {
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from('calendarobjects')
			->where($query->expr()->eq('calendarid', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('componenttype', $query->createNamedParameter('VEVENT')))
			->andWhere($query->expr()->isNull('deleted_at'))
			->orderBy('id');
		return self::numbers($query);
	}

	/** @return list<int> first column */
	private static function numbers(IQueryBuilder $query): array {
		$result = $query->executeQuery();
		$numbers = array_map(intval(...), $result->fetchAll(\PDO::FETCH_COLUMN));
		$result->closeCursor();
		return array_values($numbers);
	}
}
