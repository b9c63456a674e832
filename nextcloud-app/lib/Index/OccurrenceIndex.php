<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** Rows of busy time, buffers included, half-open, keyed by object id because a MOVE can rename an object. */
final class OccurrenceIndex {
	/** No row is longer: so a question about some days reads the rows of these days and of this span after them, however many the calendar has. */
	public const LONGEST = 7 * 86400;
	/** 4 values each; SQLite may take no more than 999 in one statement */
	private const ROWS_AT_ONCE = 200;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * @param list<Interval> $busy
	 * @param bool $isNew spares the look for rows that can't be there
	 * @return bool whether anything changed
	 */
	public function replace(int $calendarId, int $objectId, array $busy, bool $isNew = false): bool {
		$rows = self::pieces($busy);
		if (!$isNew) {
			$stored = $this->rows([$objectId])[$objectId] ?? [];
			$wanted = array_map(static fn (Interval $one): array => [$calendarId, $one->start, $one->end], $rows);
			// most changes of an appointment leave its time alone
			if ($stored === $wanted) {
				return false;
			}
			if ($stored !== []) {
				$this->remove($objectId);
			}
		}
		foreach (array_chunk($rows, self::ROWS_AT_ONCE) as $chunk) {
			$values = [];
			foreach ($chunk as $one) {
				array_push($values, $calendarId, $objectId, $one->start, $one->end);
			}
			$this->db->executeStatement('INSERT INTO *PREFIX*sprechstunde_occ (calendar_id, object_id, start_at, end_at) VALUES '
				. implode(', ', array_fill(0, count($chunk), '(?, ?, ?, ?)')), $values, array_fill(0, count($values), IQueryBuilder::PARAM_INT));
		}
		return true;
	}

	/**
	 * What is stored of some objects.
	 *
	 * @param list<int> $objectIds
	 * @return array<int, list<array{int, int, int}>> by object: calendar, start and end of each row, by start
	 */
	public function rows(array $objectIds): array {
		$rows = [];
		foreach (array_chunk($objectIds, 500) as $chunk) {
			$query = $this->db->getQueryBuilder();
			$query->select('object_id', 'calendar_id', 'start_at', 'end_at')->from('sprechstunde_occ')
				->where($query->expr()->in('object_id', $query->createNamedParameter($chunk, IQueryBuilder::PARAM_INT_ARRAY)))
				->orderBy('start_at')->addOrderBy('end_at');
			$result = $query->executeQuery();
			while (is_array($row = $result->fetch())) {
				$rows[(int)$row['object_id']][] = [(int)$row['calendar_id'], (int)$row['start_at'], (int)$row['end_at']];
			}
			$result->closeCursor();
		}
		return $rows;
	}

	/**
	 * Whether another object is busy at the same time.
	 *
	 * @param bool $byAppointment only an appointment counts
	 */
	public function isShared(int $calendarId, int $objectId, Interval $time, bool $byAppointment = false): bool {
		// asked in each write: plain SQL takes a third of the query builder's time
		$values = [$calendarId, $time->start, $time->end + self::LONGEST, $time->end, $objectId];
		$appointment = $byAppointment ? " AND EXISTS (SELECT 1 FROM *PREFIX*sprechstunde_state s WHERE s.object_id = o.object_id AND s.kind = 'appointment')" : '';
		$result = $this->db->executeQuery("SELECT o.id FROM *PREFIX*sprechstunde_occ o WHERE o.calendar_id = ? AND o.end_at > ? AND o.end_at < ? AND o.start_at < ? AND o.object_id <> ?$appointment LIMIT 1",
			array_map(strval(...), $values), array_fill(0, count($values), IQueryBuilder::PARAM_INT));
		$found = $result->fetchOne();
		$result->closeCursor();
		return $found !== false;
	}

	/** @return list<int> ids of the objects that have rows in a calendar */
	public function objects(int $calendarId): array {
		$query = $this->db->getQueryBuilder();
		$query->selectDistinct('object_id')->from('sprechstunde_occ')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'object_id'));
		$result->closeCursor();
		return $ids;
	}

	public function remove(int $objectId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete('sprechstunde_occ')
			->where($query->expr()->eq('object_id', $query->createNamedParameter($objectId, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}

	public function removeCalendar(int $calendarId): void {
		$this->removeBefore($calendarId, PHP_INT_MAX);
	}

	/** @param int $end epoch seconds: rows that end earlier go */
	public function removeBefore(int $calendarId, int $end): void {
		$query = $this->db->getQueryBuilder();
		$query->delete('sprechstunde_occ')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('end_at', $query->createNamedParameter($end, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}

	/**
	 * Cut at fixed instants, so that an interval is cut the same way whenever it is written.
	 *
	 * @param list<Interval> $busy
	 * @return list<Interval>
	 */
	public static function pieces(array $busy): array {
		$pieces = [];
		foreach (Interval::merge($busy) as $one) {
			for ($start = $one->start; $start < $one->end; $start = $end) {
				$end = $one->end - $one->start <= self::LONGEST ? $one->end : min($one->end, ((int)floor($start / self::LONGEST) + 1) * self::LONGEST);
				$pieces[] = new Interval($start, $end);
			}
		}
		return $pieces;
	}
}
