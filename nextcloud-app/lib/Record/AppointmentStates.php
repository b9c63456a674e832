<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Contract;

/** Lists and counts of what `AppointmentState` knows of each object. */
final class AppointmentStates {
	private const TABLE = 'sprechstunde_state';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** @return list<StateRow> what an account created in a calendar */
	public function ownedBy(int $calendarId, string $owner, bool $deleted = false): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('owner', $query->createNamedParameter($owner)));
		return array_values(array_filter(
			self::rows($query),
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

	/** @return list<StateRow> objects with a UID, those of deleted ones too */
	public function withUid(string $uid): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where($query->expr()->eq('uid', $query->createNamedParameter(mb_substr($uid, 0, 255))));
		return self::rows($query);
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
		// by end, which is indexed: what has ended is not read
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('end_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->orderBy('start_at');
		return self::rows($query);
	}

	/** @param list<int> $calendarIds */
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

	/** @return list<StateRow> */
	private static function rows(IQueryBuilder $query): array {
		$result = $query->executeQuery();
		$rows = array_map(StateRow::fromRow(...), $result->fetchAll());
		$result->closeCursor();
		return array_values($rows);
	}
}
