<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Practice;

/** Whom entries of the log are about: read from the appointments themselves, in the trash or not, for somebody who may see them. */
final class LogPatients {
	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
		private Objects $objects,
	) {
	}

	/**
	 * @param list<string> $uids
	 * @return array<string, array{name: string, start: ?string, end: ?string, deleted: bool}> by UID; those that are gone are missing
	 */
	public function of(array $uids, Practice $practice): array {
		$calendarIds = array_keys($this->calendars->all());
		if ($uids === [] || $calendarIds === []) {
			return [];
		}
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from('calendarobjects')
			->where($query->expr()->in('calendarid', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in('uid', $query->createNamedParameter($uids, IQueryBuilder::PARAM_STR_ARRAY)));
		$result = $query->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'id'));
		$result->closeCursor();
		$found = [];
		foreach ($this->objects->byIds($ids) as $object) {
			$calendar = Objects::parse($object['data']);
			$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
			// one that is there tells more than its twin in the trash
			if ($appointment !== null && (!$object['deleted'] || !isset($found[$appointment->uid]))) {
				$time = $appointment->interval()?->toArray();
				$found[$appointment->uid] = ['name' => $appointment->field('patientName'), 'start' => $time['start'] ?? null, 'end' => $time['end'] ?? null, 'deleted' => $object['deleted']];
			}
		}
		return $found;
	}
}
