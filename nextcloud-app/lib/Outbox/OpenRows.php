<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The rows of a table of what is to be sent, as somebody who looks after it sees them; state: pending, sending, done or dead. */
final class OpenRows {
	public function __construct(
		private IDBConnection $db,
		private string $table,
	) {
	}

	/** @return array{waiting: int, dead: int} */
	public function counts(): array {
		return ['waiting' => $this->count(['pending', 'sending']), 'dead' => $this->count(['dead'])];
	}

	/**
	 * @param list<string> $states
	 * @param array<string, string> $where further columns and their values
	 */
	public function count(array $states, array $where = []): int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->count('*'))->from($this->table)
			->where($query->expr()->in('state', $query->createNamedParameter($states, IQueryBuilder::PARAM_STR_ARRAY)));
		foreach ($where as $column => $value) {
			$query->andWhere($query->expr()->eq($column, $query->createNamedParameter($value)));
		}
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
	}

	/**
	 * @param list<string> $columns
	 * @return list<array<string, mixed>> rows that are not settled; those that were given up first, then the oldest
	 */
	public function open(array $columns, int $max): array {
		$query = $this->db->getQueryBuilder();
		$query->select(...$columns)->from($this->table)
			->where($query->expr()->in('state', $query->createNamedParameter(['pending', 'sending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)))
			// dead, pending, sending
			->orderBy('state')->addOrderBy('id')->setMaxResults($max);
		$result = $query->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		return array_values($rows);
	}

	/** @return ?array<string, mixed> a row that waits or was given up; null: it is settled or being sent */
	public function waiting(int $id): ?array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from($this->table)->where(...self::isWaiting($query, $id));
		$result = $query->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? $row : null;
	}

	/** @return bool false where it is settled or being sent */
	public function discard(int $id): bool {
		$query = $this->db->getQueryBuilder();
		return $query->delete($this->table)->where(...self::isWaiting($query, $id))->executeStatement() === 1;
	}

	/** @return list<string> conditions */
	public static function isWaiting(IQueryBuilder $query, int $id): array {
		return [
			$query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)),
			$query->expr()->in('state', $query->createNamedParameter(['pending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)),
		];
	}
}
