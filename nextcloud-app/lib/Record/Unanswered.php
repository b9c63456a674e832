<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** Requests that wait for longer than they should. */
final class Unanswered {
	public function __construct(
		private IDBConnection $db,
		private AppointmentStates $states,
		private CalendarIds $calendars,
	) {
	}

	/**
	 * @param int $instant epoch seconds, likewise $now
	 * @return list<StateRow> appointments yet to come that have waited since before the instant and have not been reported since
	 */
	public function since(int $instant, int $now): array {
		$waiting = array_filter($this->states->withStatus(array_keys($this->calendars->all()), 'TENTATIVE'),
			static fn (StateRow $row): bool => $row->statusChangedAt <= $instant && $row->end > $now);
		$reported = $this->reported(array_values(array_map(static fn (StateRow $row): int => $row->objectId, $waiting)));
		return array_values(array_filter($waiting, static fn (StateRow $row): bool => ($reported[$row->objectId] ?? 0) < $row->statusChangedAt));
	}

	/**
	 * @param list<int> $objectIds
	 * @return array<int, int> when each was reported last, by object
	 */
	private function reported(array $objectIds): array {
		$found = [];
		foreach (array_chunk($objectIds, 500) as $chunk) {
			$query = $this->db->getQueryBuilder();
			$query->select('object_id', 'at')->from('sprechstunde_log')
				->where($query->expr()->in('object_id', $query->createNamedParameter($chunk, IQueryBuilder::PARAM_INT_ARRAY)))
				->andWhere($query->expr()->eq('code', $query->createNamedParameter('ESCALATED')));
			$result = $query->executeQuery();
			while (is_array($row = $result->fetch())) {
				$found[(int)$row['object_id']] = max($found[(int)$row['object_id']] ?? 0, (int)$row['at']);
			}
			$result->closeCursor();
		}
		return $found;
	}
}
