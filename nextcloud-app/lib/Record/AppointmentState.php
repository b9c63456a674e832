<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Contract;

/** Who created each object of the practice calendars, and what was last known of it. Rows of deleted objects stay, so that their creator's sync hears of it. */
final class AppointmentState {
	private const TABLE = 'sprechstunde_state';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	public function find(int $objectId): ?StateRow {
		return $this->select(['object_id' => $objectId])[0] ?? null;
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

	/** @return list<StateRow> objects with a UID, those of deleted ones too */
	public function withUid(string $uid): array {
		return $this->select(['uid' => mb_substr($uid, 0, 255)]);
	}

	/** @return list<StateRow> what an account created in a calendar */
	public function ownedBy(int $calendarId, string $owner, bool $deleted = false): array {
		return array_values(array_filter(
			$this->select(['calendar_id' => $calendarId, 'owner' => $owner]),
			static fn (StateRow $row): bool => ($row->deletedAt !== 0) === $deleted,
		));
	}

	/**
	 * @param list<int> $objectIds
	 * @return array<int, StateRow> by object
	 */
	public function byIds(array $objectIds): array {
		$found = [];
		foreach (array_chunk($objectIds, 500) as $chunk) {
			$query = $this->db->getQueryBuilder();
			$query->select('*')->from(self::TABLE)
				->where($query->expr()->in('object_id', $query->createNamedParameter($chunk, IQueryBuilder::PARAM_INT_ARRAY)));
			foreach (self::rows($query) as $row) {
				$found[$row->objectId] = $row;
			}
		}
		return $found;
	}

	/**
	 * @param list<int> $calendarIds
	 * @param list<string> $uids
	 * @return list<StateRow> not deleted
	 */
	public function byUids(array $calendarIds, array $uids): array {
		$found = [];
		foreach ($calendarIds === [] ? [] : array_chunk($uids, 500) as $chunk) {
			$query = $this->db->getQueryBuilder();
			// by Nextcloud's own index, as the state has none by UID
			$query->select('s.*')->from('calendarobjects', 'o')->innerJoin('o', self::TABLE, 's', $query->expr()->eq('s.object_id', 'o.id'))
				->where($query->expr()->in('o.calendarid', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)))
				->andWhere($query->expr()->eq('o.calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
				->andWhere($query->expr()->in('o.uid', $query->createNamedParameter($chunk, IQueryBuilder::PARAM_STR_ARRAY)))
				->andWhere($query->expr()->eq('s.deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
			array_push($found, ...self::rows($query));
		}
		return $found;
	}

	/** @return list<int> objects of a calendar that have a row and are not deleted by it */
	public function objects(int $calendarId): array {
		return $this->ids($calendarId, static fn (IQueryBuilder $query): array => []);
	}

	/** @return list<int> objects of a calendar whose busy time is in the index no further than this */
	public function indexedBefore(int $calendarId, int $until): array {
		return $this->ids($calendarId, static fn (IQueryBuilder $query): array => [
			$query->expr()->gt('indexed_until', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)),
			$query->expr()->lt('indexed_until', $query->createNamedParameter($until, IQueryBuilder::PARAM_INT)),
		]);
	}

	/**
	 * Appointments with a status, by start.
	 *
	 * @param list<int> $calendarIds
	 * @return list<StateRow>
	 */
	public function withStatus(array $calendarIds, string $status): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->in('calendar_id', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->eq('status', $query->createNamedParameter($status)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->orderBy('start_at');
		return self::rows($query);
	}

	/**
	 * Objects of a calendar that overlap [from, to), by start, whatever their kind and status.
	 *
	 * @return list<StateRow>
	 */
	public function between(int $calendarId, int $from, int $to): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('end_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->orderBy('start_at');
		return self::rows($query);
	}

	/**
	 * @param list<int> $calendarIds
	 */
	public function count(array $calendarIds, string $status): int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->count('*'))->from(self::TABLE)
			->where($query->expr()->in('calendar_id', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->eq('status', $query->createNamedParameter($status)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
	}

	/** Online bookings that start in [from, to) and are not cancelled, but for one object. */
	public function countOnline(int $calendarId, int $from, int $to, int $except = 0): int {
		// by status and start, which are indexed: only that day is read
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->count('*'))->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in('status', $query->createNamedParameter(array_values(array_diff(Contract::load()->statuses(), ['CANCELLED'])), IQueryBuilder::PARAM_STR_ARRAY)))
			->andWhere($query->expr()->gte('start_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('source', $query->createNamedParameter('ONLINE_BOOKING')))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->neq('object_id', $query->createNamedParameter($except, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
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

	/**
	 * @param \Closure(IQueryBuilder): list<string> $conditions
	 * @return list<int>
	 */
	private function ids(int $calendarId, \Closure $conditions): array {
		$query = $this->db->getQueryBuilder();
		$query->select('object_id')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->orderBy('object_id');
		foreach ($conditions($query) as $condition) {
			$query->andWhere($condition);
		}
		$result = $query->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'object_id'));
		$result->closeCursor();
		return $ids;
	}

	/**
	 * @param array<string, int|string> $where column → value
	 * @return list<StateRow>
	 */
	private function select(array $where): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE);
		foreach ($where as $column => $value) {
			$query->andWhere($query->expr()->eq($column, $query->createNamedParameter($value, is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR)));
		}
		return self::rows($query);
	}

	/** @return list<StateRow> */
	private static function rows(IQueryBuilder $query): array {
		$result = $query->executeQuery();
		$rows = array_map(StateRow::fromRow(...), $result->fetchAll());
		$result->closeCursor();
		return array_values($rows);
	}
}
