<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The outbox as the queue of the overview shows it: what waits or was given up, and what somebody decides about it. */
final class QueueTable {
	private const TABLE = 'sprechstunde_outbox';

	public function __construct(
		private IDBConnection $db,
		private DeliveryTable $deliveries,
	) {
	}

	/** @param list<string> $states */
	public function count(array $states): int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->count('*'))->from(self::TABLE)
			->where($query->expr()->in('state', $query->createNamedParameter($states, IQueryBuilder::PARAM_STR_ARRAY)));
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
	}

	/** @return list<array<string, mixed>> rows that are not settled, without copies; those that were given up first, then the oldest */
	public function open(int $max): array {
		$query = $this->db->getQueryBuilder();
		$query->select('id', 'object_id', 'calendar_id', 'uid', 'kind', 'state', 'created_at', 'due_at', 'attempts', 'last_error')->from(self::TABLE)
			->where($query->expr()->in('state', $query->createNamedParameter(['pending', 'sending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)))
			// dead, pending, sending
			->orderBy('state')->addOrderBy('id')->setMaxResults($max);
		$result = $query->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		return array_values($rows);
	}

	/** A row that waits or was given up; null: it is settled or being sent. */
	public function waiting(int $id): ?OutboxRow {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where(...self::isWaiting($query, $id));
		$result = $query->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? OutboxRow::fromRow($row) : null;
	}

	/** @return bool false where it is settled or being sent */
	public function discard(int $id): bool {
		$query = $this->db->getQueryBuilder();
		return $query->delete(self::TABLE)->where(...self::isWaiting($query, $id))->executeStatement() === 1;
	}

	/** Like a row that nobody has tried yet; what was noted about the appointment meanwhile is told with it. */
	public function again(OutboxRow $row, int $dueAt): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('state', $query->createNamedParameter('sending'))->set('attempts', self::number($query, 0))->where(...self::isWaiting($query, $row->id));
		if ($query->executeStatement() === 1) {
			$this->deliveries->retry($row, $dueAt, '');
		}
	}

	/** @return list<string> conditions */
	private static function isWaiting(IQueryBuilder $query, int $id): array {
		return [
			$query->expr()->eq('id', self::number($query, $id)),
			$query->expr()->in('state', $query->createNamedParameter(['pending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)),
		];
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
