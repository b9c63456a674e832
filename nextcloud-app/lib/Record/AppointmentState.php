<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** Who created an object of the practice calendars, and what was last known of it; `AppointmentStates` asks for many. Rows of deleted objects stay, so that their creator's sync hears of it. */
final class AppointmentState {
	private const TABLE = 'sprechstunde_state';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	public function find(int $objectId): ?StateRow {
		// asked in each change: plain SQL takes a third of the query builder's time
		$result = $this->db->executeQuery('SELECT * FROM *PREFIX*' . self::TABLE . ' WHERE object_id = ?', [(string)$objectId], [IQueryBuilder::PARAM_INT]);
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? StateRow::fromRow($row) : null;
	}

	public function findByUri(int $calendarId, string $uri): ?StateRow {
		// by Nextcloud's own index: asked in each change, in a calendar of any size
		$result = $this->db->executeQuery('SELECT s.* FROM *PREFIX*calendarobjects o INNER JOIN *PREFIX*' . self::TABLE . ' s ON s.object_id = o.id'
			. ' WHERE o.calendarid = ? AND o.calendartype = ? AND o.uri = ? AND s.calendar_id = ? AND s.uri = o.uri AND s.deleted_at = ?',
			[(string)$calendarId, '0', $uri, (string)$calendarId, '0'],
			[IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT]);
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? StateRow::fromRow($row) : null;
	}

	/** @param bool $isNew spares the look for a row that can't be there */
	public function save(StateRow $row, bool $isNew = false): void {
		$values = $row->toRow();
		if ($isNew && $this->insert($values)) {
			return;
		}
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->where($query->expr()->eq('object_id', $query->createNamedParameter($row->objectId, IQueryBuilder::PARAM_INT)));
		foreach ($values as $column => $value) {
			$query->set($column, $query->createNamedParameter($value, is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR));
		}
		if ($query->executeStatement() === 0) {
			$this->db->insertIgnoreConflict(self::TABLE, $values);
		}
	}

	/**
	 * In each write: plain SQL takes a third of the query builder's time.
	 *
	 * @param array<string, int|string> $values by column
	 * @return bool false where the row is there already
	 */
	private function insert(array $values): bool {
		$sql = 'INTO *PREFIX*' . self::TABLE . ' (' . implode(', ', array_keys($values)) . ') VALUES (' . implode(', ', array_fill(0, count($values), '?')) . ')';
		$types = array_map(static fn (int|string $value): int => is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR, array_values($values));
		$isMySql = in_array($this->db->getDatabaseProvider(), [IDBConnection::PLATFORM_MYSQL, IDBConnection::PLATFORM_MARIADB], true);
		// a statement that failed would end the transaction on PostgreSQL
		return $this->db->executeStatement($isMySql ? "INSERT IGNORE $sql" : "INSERT $sql ON CONFLICT DO NOTHING", array_values($values), $types) === 1;
	}

	public function markDeleted(int $objectId, string $actor, int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('deleted_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT))
			->set('changed_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT))
			->set('actor', $query->createNamedParameter($actor))
			->set('recent', $query->createNamedParameter(''))
			->where($query->expr()->eq('object_id', $query->createNamedParameter($objectId, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}

	public function removeCalendar(int $calendarId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}
}
