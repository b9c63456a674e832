<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** Which open requests the team has been told of. Plain SQL: asked at the end of each write that concerns one. */
final class Announced {
	private const OPEN = "status = 'TENTATIVE' AND deleted_at = 0";
	private const CLOSED = "(status <> 'TENTATIVE' OR deleted_at <> 0)";

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** Marks an open request as told of; for one caller only. Null where it is none, or somebody was told before. */
	public function claim(int $objectId): ?StateRow {
		if ($this->set(1, $objectId, 'announced = 0 AND ' . self::OPEN)) {
			$result = $this->db->executeQuery('SELECT * FROM *PREFIX*sprechstunde_state WHERE object_id = ?', [(string)$objectId], [IQueryBuilder::PARAM_INT]);
			$row = $result->fetch();
			$result->closeCursor();
			return is_array($row) ? StateRow::fromRow($row) : null;
		}
		return null;
	}

	/** @return bool whether the team had been told of a request that is open no longer; for one caller only */
	public function release(int $objectId): bool {
		return $this->set(0, $objectId, 'announced = 1 AND ' . self::CLOSED);
	}

	/**
	 * @param list<int> $calendarIds
	 * @return list<int> objects that the team is to be told of, or has been told of for nothing by now
	 */
	public function pending(array $calendarIds): array {
		if ($calendarIds === []) {
			return [];
		}
		$result = $this->db->executeQuery('SELECT object_id FROM *PREFIX*sprechstunde_state WHERE calendar_id IN (' . implode(', ', $calendarIds) . ')'
			. ' AND ((announced = 0 AND ' . self::OPEN . ') OR (announced = 1 AND ' . self::CLOSED . ')) ORDER BY start_at');
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'object_id'));
		$result->closeCursor();
		return array_values($ids);
	}

	private function set(int $to, int $objectId, string $condition): bool {
		return $this->db->executeStatement("UPDATE *PREFIX*sprechstunde_state SET announced = ? WHERE object_id = ? AND $condition",
			[$to, $objectId], [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT]) === 1;
	}
}
