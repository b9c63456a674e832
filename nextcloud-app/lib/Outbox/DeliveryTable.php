<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The outbox as its delivery sees it: what is due, who sends it, and what came of it. */
final class DeliveryTable {
	private const TABLE = 'sprechstunde_outbox';
	/** Seconds after which another worker may take over what one began. */
	private const LEASE = 300;

	public function __construct(
		private IDBConnection $db,
		private OutboxTable $outbox,
	) {
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

	/**
	 * For one worker only; counts as an attempt even where the worker dies in it.
	 *
	 * @return ?OutboxRow the row as it is now, for more may have been gathered in it; null where another worker has it
	 */
	public function claim(OutboxRow $row, int $now): ?OutboxRow {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('state', $query->createNamedParameter('sending'))
			->set('due_at', self::number($query, $now + self::LEASE))
			->set('attempts', self::number($query, $row->attempts + 1))
			->where(...self::isDue($query, $now))
			->andWhere($query->expr()->eq('id', self::number($query, $row->id)));
		if ($query->executeStatement() !== 1) {
			return null;
		}
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where($query->expr()->eq('id', self::number($query, $row->id)));
		$result = $query->executeQuery();
		$claimed = $result->fetch();
		$result->closeCursor();
		return is_array($claimed) ? OutboxRow::fromRow(['attempts' => $row->attempts] + $claimed) : null;
	}

	/** What waits about the same appointment was noted before the patient was told this: only what is news beyond it is told then. */
	public function told(OutboxRow $row, Known $known): void {
		if ($row->uid === '') {
			return;
		}
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('calendar_id', self::number($query, $known->calendarId))
			->set('base_status', $query->createNamedParameter($known->status))
			->set('base_start', self::number($query, $known->start))
			->set('base_end', self::number($query, $known->end))
			->set('base_visible', $query->createNamedParameter($known->visible))
			->where(
				$query->expr()->eq('uid', $query->createNamedParameter($row->uid)),
				$query->expr()->in('state', $query->createNamedParameter(['pending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)),
				$query->expr()->neq('kind', $query->createNamedParameter(OutboxRow::ALERT)),
			)->executeStatement();
	}

	public function done(OutboxRow $row): void {
		$this->finish($row, 'done', 0, '');
	}

	/** @param string $error class of what was thrown: messages can name patients */
	public function dead(OutboxRow $row, string $error): void {
		$this->finish($row, 'dead', 0, $error);
	}

	/** What was noted about the appointment meanwhile is told with it. */
	public function retry(OutboxRow $row, int $dueAt, string $error): void {
		// an alert is of another kind than what waits for the patient
		$later = $row->kind === OutboxRow::ALERT ? null : $this->outbox->pending($row->uid);
		if ($later !== null) {
			$this->outbox->removePending($row->uid);
		}
		$this->finish($row, 'pending', $dueAt, $error);
		if ($later !== null) {
			$this->outbox->gather($row->uid, $later->objectId, $dueAt, $later->kind === OutboxRow::CONFLICT, $later->byPatient, $later->deletedCopy);
		}
	}

	/** A row whose calendar isn't there: it waits, and this was no attempt. */
	public function postpone(OutboxRow $row, int $dueAt): void {
		$this->finish($row, 'pending', $dueAt, '');
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('attempts', self::number($query, $row->attempts))
			->where($query->expr()->eq('id', self::number($query, $row->id)))->executeStatement();
	}

	private function finish(OutboxRow $row, string $state, int $dueAt, string $error): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('state', $query->createNamedParameter($state))
			->set('due_at', self::number($query, $dueAt))
			->set('last_error', $query->createNamedParameter(mb_substr($error, 0, 255)))
			->where($query->expr()->eq('id', self::number($query, $row->id)));
		// what was given up may be tried again
		if ($state === 'done') {
			$query->set('deleted_copy', $query->createNamedParameter(null));
		}
		$query->executeStatement();
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
