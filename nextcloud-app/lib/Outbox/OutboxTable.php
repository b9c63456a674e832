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

	/** The object that news of a UID, not sent yet, are about. */
	public function pendingObject(string $uid): ?int {
		$row = $this->pending($uid);
		return $row?->objectId;
	}

	/** When a row is due that nobody is sending; null: it is done with, or being sent. */
	public function dueAt(int $id): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('due_at')->from(self::TABLE)
			->where($query->expr()->eq('id', self::number($query, $id)))
			->andWhere($query->expr()->eq('state', $query->createNamedParameter('pending')));
		$result = $query->executeQuery();
		$dueAt = $result->fetchOne();
		$result->closeCursor();
		return $dueAt === false ? null : (int)$dueAt;
	}

	/**
	 * @param ?Known $known what the patient knows; null: nothing
	 * @param ?string $copy encrypted iCalendar of what was deleted
	 * @return int the new row's id
	 */
	public function add(StateRow $about, ?Known $known, int $now, int $dueAt, string $kind = OutboxRow::PATIENT, bool $byPatient = false, ?string $copy = null): int {
		$query = $this->db->getQueryBuilder();
		$query->insert(self::TABLE)->values([
			'object_id' => self::number($query, $about->objectId),
			'calendar_id' => self::number($query, $known->calendarId ?? $about->calendarId),
			'uid' => $query->createNamedParameter($about->uid),
			'kind' => $query->createNamedParameter($kind),
			'base_status' => $query->createNamedParameter($known->status ?? ''),
			'base_start' => self::number($query, $known->start ?? 0),
			'base_end' => self::number($query, $known->end ?? 0),
			'base_visible' => $query->createNamedParameter($known->visible ?? ''),
			'by_patient' => self::number($query, $byPatient ? 1 : 0),
			'deleted_copy' => $query->createNamedParameter($copy),
			'state' => $query->createNamedParameter('pending'),
			'created_at' => self::number($query, $now),
			'due_at' => self::number($query, $dueAt),
			'attempts' => self::number($query, 0),
			'last_error' => $query->createNamedParameter(''),
		])->executeStatement();
		return $query->getLastInsertId();
	}

	/**
	 * Has a further change of an appointment told with what is waiting; what the patient last heard stays the same.
	 *
	 * @param int $objectId it may have been deleted and put there again under the same UID
	 * @return bool false where nothing waits, or a worker has begun to send it: it may not have seen the change
	 */
	public function gather(string $uid, int $objectId, int $dueAt, bool $isConflict, bool $byPatient, ?string $copy): bool {
		if ($uid === '') {
			return false;
		}
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('object_id', self::number($query, $objectId))
			->set('due_at', self::number($query, $dueAt))
			->set('by_patient', self::number($query, $byPatient ? 1 : 0))
			->set('deleted_copy', $query->createNamedParameter($copy))
			->where(...self::isPending($query, $uid));
		if ($isConflict) {
			$query->set('kind', $query->createNamedParameter(OutboxRow::CONFLICT));
		}
		return $query->executeStatement() > 0;
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
		$later = $row->kind === OutboxRow::ALERT ? null : $this->pending($row->uid);
		if ($later !== null) {
			$query = $this->db->getQueryBuilder();
			$query->delete(self::TABLE)->where(...self::isPending($query, $row->uid))->executeStatement();
		}
		$this->finish($row, 'pending', $dueAt, $error);
		if ($later !== null) {
			$this->gather($row->uid, $later->objectId, $dueAt, $later->kind === OutboxRow::CONFLICT, $later->byPatient, $later->deletedCopy);
		}
	}

	/** A row whose calendar isn't there: it waits, and this was no attempt. */
	public function postpone(OutboxRow $row, int $dueAt): void {
		$this->finish($row, 'pending', $dueAt, '');
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('attempts', self::number($query, $row->attempts))
			->where($query->expr()->eq('id', self::number($query, $row->id)))->executeStatement();
	}

	/**
	 * Makes due what waits in a calendar.
	 *
	 * @return list<int> ids of the rows
	 */
	public function resume(int $calendarId, int $now): array {
		$waiting = fn (IQueryBuilder $query): array => [
			$query->expr()->eq('calendar_id', self::number($query, $calendarId)),
			$query->expr()->eq('state', $query->createNamedParameter('pending')),
		];
		$query = $this->db->getQueryBuilder();
		$result = $query->select('id')->from(self::TABLE)->where(...$waiting($query))->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'id'));
		$result->closeCursor();
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('due_at', self::number($query, $now))->where(...$waiting($query))->executeStatement();
		return $ids;
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

	/** Like a row that nobody has tried yet; what was noted about the appointment meanwhile is told with it. */
	public function again(OutboxRow $row, int $dueAt): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('state', $query->createNamedParameter('sending'))->set('attempts', self::number($query, 0))->where(...self::isWaiting($query, $row->id));
		if ($query->executeStatement() === 1) {
			$this->retry($row, $dueAt, '');
		}
	}

	/** @return bool false where it is settled or being sent */
	public function discard(int $id): bool {
		$query = $this->db->getQueryBuilder();
		return $query->delete(self::TABLE)->where(...self::isWaiting($query, $id))->executeStatement() === 1;
	}

	/** What was given up, and nobody looked after. */
	public function removeDead(int $before): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)
			->where($query->expr()->eq('state', $query->createNamedParameter('dead')))
			->andWhere($query->expr()->lt('created_at', self::number($query, $before)))->executeStatement();
	}

	/** What was settled long ago. */
	public function removeDone(int $before): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)
			->where($query->expr()->eq('state', $query->createNamedParameter('done')))
			->andWhere($query->expr()->lt('created_at', self::number($query, $before)))->executeStatement();
	}

	/** Of a calendar that is gone nobody is told anything. */
	public function removeCalendar(int $calendarId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('calendar_id', self::number($query, $calendarId)))->executeStatement();
	}

	private function pending(string $uid): ?OutboxRow {
		if ($uid === '') {
			return null;
		}
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where(...self::isPending($query, $uid))->orderBy('id', 'DESC')->setMaxResults(1);
		$result = $query->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? OutboxRow::fromRow($row) : null;
	}

	/** @return list<string> conditions */
	private static function isPending(IQueryBuilder $query, string $uid): array {
		return [
			$query->expr()->eq('uid', $query->createNamedParameter($uid)),
			$query->expr()->eq('state', $query->createNamedParameter('pending')),
			$query->expr()->neq('kind', $query->createNamedParameter(OutboxRow::ALERT)),
		];
	}

	/** @return list<string> conditions */
	private static function isWaiting(IQueryBuilder $query, int $id): array {
		return [
			$query->expr()->eq('id', self::number($query, $id)),
			$query->expr()->in('state', $query->createNamedParameter(['pending', 'dead'], IQueryBuilder::PARAM_STR_ARRAY)),
		];
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
