<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** Times that appointments gave up. Whether they are still free is asked anew whenever it matters. */
final class FreedTime {
	private const TABLE = 'sprechstunde_freed';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** @param int $now epoch seconds */
	public function note(int $calendarId, Interval $time, int $now): void {
		$values = ['calendar_id' => $calendarId, 'start_at' => $time->start, 'end_at' => $time->end];
		if ($this->db->insertIgnoreConflict(self::TABLE, $values + ['freed_at' => $now]) === 0) {
			$this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . ' SET freed_at = ? WHERE calendar_id = ? AND start_at = ? AND end_at = ?', [$now, ...array_values($values)]);
		}
	}

	/**
	 * What is still to come, by start.
	 *
	 * @param int $before freed no later than this
	 * @return list<array{calendarId: int, time: Interval, freedAt: int}>
	 */
	public function coming(int $now, int $before): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->gt('start_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lte('freed_at', $query->createNamedParameter($before, IQueryBuilder::PARAM_INT)))
			->orderBy('start_at')->addOrderBy('calendar_id')->setMaxResults(200);
		$result = $query->executeQuery();
		$found = array_map(static fn (array $row): array => ['calendarId' => (int)$row['calendar_id'], 'time' => new Interval((int)$row['start_at'], (int)$row['end_at']), 'freedAt' => (int)$row['freed_at']], $result->fetchAll());
		$result->closeCursor();
		return array_values($found);
	}

	public function removePast(int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lte('start_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)))->executeStatement();
	}
}
