<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\AppFramework\Db\TTransactional;
use OCP\DB\Exception;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** One row per practice calendar: whoever updates it first in a transaction writes alone until its end. Its counter is the calendar's revision. */
final class CalendarLock {
	use TTransactional;

	/** Row of no calendar. */
	private const HOLDS = 0;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * Takes the locks, within the caller's transaction.
	 *
	 * @param list<int> $calendarIds
	 */
	public function acquire(array $calendarIds): void {
		// the same order everywhere, so that two movers don't wait for each other
		$calendarIds = array_unique($calendarIds);
		sort($calendarIds);
		foreach ($calendarIds as $id) {
			if ($this->increment($id) === 0) {
				$this->create($id);
				$this->increment($id);
			}
		}
	}

	/**
	 * Does a work in a transaction whose first statement takes the locks: Nextcloud's own ways read before they write, which on SQLite
	 * fails where somebody else writes in between.
	 *
	 * @template T
	 * @param list<int> $calendarIds
	 * @param \Closure(): T $work
	 * @return T
	 */
	public function alone(array $calendarIds, \Closure $work): mixed {
		return $this->atomic(function () use ($calendarIds, $work): mixed {
			$this->acquire($calendarIds);
			return $work();
		}, $this->db);
	}

	/**
	 * Takes the lock of a calendar to hold a slot there. Holds are given one after the other, whatever the calendar, so that a client's
	 * are counted right. Nothing in the calendar changes: its revision stays.
	 */
	public function acquireForHold(int $calendarId): void {
		foreach ([self::HOLDS, $calendarId] as $id) {
			if ($this->increment($id, 0) === 0) {
				$this->create($id);
				$this->increment($id, 0);
			}
		}
	}

	/** Makes sure that the row exists: a first row inserted under load would fail on PostgreSQL. */
	public function create(int $calendarId): void {
		$this->db->insertIgnoreConflict('sprechstunde_lock', ['calendar_id' => $calendarId, 'n' => 0]);
	}

	public function exists(int $calendarId): bool {
		$query = $this->db->getQueryBuilder();
		$query->select('n')->from('sprechstunde_lock')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$found = $result->fetchOne();
		$result->closeCursor();
		return $found !== false;
	}

	/**
	 * Rises with every write to one of the calendars.
	 *
	 * @param list<int> $calendarIds
	 * @throws Exception
	 */
	public function revision(array $calendarIds): int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->sum('n'))->from('sprechstunde_lock')
			->where($query->expr()->in('calendar_id', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)));
		$result = $query->executeQuery();
		$sum = $result->fetchOne();
		$result->closeCursor();
		return (int)$sum;
	}

	private function increment(int $calendarId, int $step = 1): int {
		// in each write: plain SQL takes a third of the query builder's time
		return $this->db->executeStatement('UPDATE *PREFIX*sprechstunde_lock SET n = n + ? WHERE calendar_id = ?', [$step, $calendarId], [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT]);
	}
}
