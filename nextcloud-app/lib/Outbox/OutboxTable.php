<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Record\StateRow;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** Rows of the outbox; state: pending, sending (until due_at, then taken for abandoned), done or dead. */
final class OutboxTable {
	private const TABLE = 'sprechstunde_outbox';
	/** Seconds after which another worker may take over what one began. */
	private const LEASE = 300;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	public function pendingOf(int $objectId): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from(self::TABLE)
			->where($query->expr()->eq('object_id', self::number($query, $objectId)))
			->andWhere($query->expr()->eq('state', $query->createNamedParameter('pending')))
			->andWhere($query->expr()->neq('kind', $query->createNamedParameter(OutboxRow::ALERT)))
			->orderBy('id')->setMaxResults(1);
		$result = $query->executeQuery();
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}

	/** @return int the new row's id */
	public function add(StateRow $after, ?StateRow $before, int $now, int $dueAt, string $kind = OutboxRow::PATIENT): int {
		$query = $this->db->getQueryBuilder();
		$query->insert(self::TABLE)->values([
			'object_id' => self::number($query, $after->objectId),
			'calendar_id' => self::number($query, $after->calendarId),
			'kind' => $query->createNamedParameter($kind),
			'base_status' => $query->createNamedParameter($before->status ?? ''),
			'base_start' => self::number($query, $before->start ?? 0),
			'base_end' => self::number($query, $before->end ?? 0),
			'base_visible' => $query->createNamedParameter($before->visible ?? ''),
			'state' => $query->createNamedParameter('pending'),
			'created_at' => self::number($query, $now),
			'due_at' => self::number($query, $dueAt),
			'attempts' => self::number($query, 0),
			'last_error' => $query->createNamedParameter(''),
		])->executeStatement();
		return $query->getLastInsertId();
	}

	/** False where a worker has begun to send it meanwhile: it may not have seen the change. */
	public function postpone(int $id, int $dueAt, bool $isConflict = false): bool {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('due_at', self::number($query, $dueAt))
			->where($query->expr()->eq('id', self::number($query, $id)))
			->andWhere($query->expr()->eq('state', $query->createNamedParameter('pending')));
		if ($isConflict) {
			$query->set('kind', $query->createNamedParameter(OutboxRow::CONFLICT));
		}
		return $query->executeStatement() === 1;
	}

	/** @return list<OutboxRow> that are due or whose sender vanished, the oldest first */
	public function due(int $now, int $max): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where(...self::isDue($query, $now))->orderBy('id')->setMaxResults($max);
		$result = $query->executeQuery();
		$rows = array_map(OutboxRow::fromRow(...), $result->fetchAll());
		$result->closeCursor();
		return array_values($rows);
	}

	/** True for one worker only; counts as an attempt even where the worker dies in it. */
	public function claim(OutboxRow $row, int $now): bool {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('state', $query->createNamedParameter('sending'))
			->set('due_at', self::number($query, $now + self::LEASE))
			->set('attempts', self::number($query, $row->attempts + 1))
			->where(...self::isDue($query, $now))
			->andWhere($query->expr()->eq('id', self::number($query, $row->id)));
		return $query->executeStatement() === 1;
	}

	public function done(OutboxRow $row): void {
		$this->finish($row, 'done', 0, '');
	}

	/** @param string $error class of what was thrown: messages can name patients */
	public function dead(OutboxRow $row, string $error): void {
		$this->finish($row, 'dead', 0, $error);
	}

	/** What was noted about the object meanwhile is told with it. */
	public function retry(OutboxRow $row, int $dueAt, string $error): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)
			->where($query->expr()->eq('object_id', self::number($query, $row->objectId)))
			->andWhere($query->expr()->eq('state', $query->createNamedParameter('pending')))
			->andWhere($query->expr()->neq('kind', $query->createNamedParameter(OutboxRow::ALERT)))->executeStatement();
		$this->finish($row, 'pending', $dueAt, $error);
	}

	private function finish(OutboxRow $row, string $state, int $dueAt, string $error): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('state', $query->createNamedParameter($state))
			->set('due_at', self::number($query, $dueAt))
			->set('last_error', $query->createNamedParameter(mb_substr($error, 0, 255)))
			->where($query->expr()->eq('id', self::number($query, $row->id)))->executeStatement();
	}

	/** @return list<string> conditions */
	private static function isDue(IQueryBuilder $query, int $now): array {
		return [
			$query->expr()->in('state', $query->createNamedParameter(['pending', 'sending'], IQueryBuilder::PARAM_STR_ARRAY)),
			$query->expr()->lte('due_at', self::number($query, $now)),
		];
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
