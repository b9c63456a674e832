<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The outbox as the queue of the overview shows it: what waits or was given up, and what somebody decides about it. */
final class QueueTable {
	private const TABLE = 'sprechstunde_outbox';
	/** Without copies. */
	private const COLUMNS = ['id', 'object_id', 'calendar_id', 'uid', 'kind', 'state', 'created_at', 'due_at', 'attempts', 'last_error'];

	private OpenRows $rows;

	public function __construct(
		private IDBConnection $db,
		private DeliveryTable $deliveries,
	) {
		$this->rows = new OpenRows($db, self::TABLE);
	}

	/** @return array{waiting: int, dead: int} */
	public function counts(): array {
		return $this->rows->counts();
	}

	/** @return list<array<string, mixed>> rows that are not settled; those that were given up first, then the oldest */
	public function open(int $max): array {
		return $this->rows->open(self::COLUMNS, $max);
	}

	/** A row that waits or was given up; null: it is settled or being sent. */
	public function waiting(int $id): ?OutboxRow {
		$row = $this->rows->waiting($id);
		return $row === null ? null : OutboxRow::fromRow($row);
	}

	/** @return bool false where it is settled or being sent */
	public function discard(int $id): bool {
		return $this->rows->discard($id);
	}

	/** Like a row that nobody has tried yet; what was noted about the appointment meanwhile is told with it. */
	public function again(OutboxRow $row, int $dueAt): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('state', $query->createNamedParameter('sending'))
			->set('attempts', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT))->where(...OpenRows::isWaiting($query, $row->id));
		if ($query->executeStatement() === 1) {
			$this->deliveries->retry($row, $dueAt, '');
		}
	}
}
