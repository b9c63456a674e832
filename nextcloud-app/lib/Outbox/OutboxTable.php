<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Record\StateRow;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** What is noted in the outbox to be told; state: pending, sending (until due_at, then taken for abandoned), done or dead. */
final class OutboxTable {
	private const TABLE = 'sprechstunde_outbox';

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

	/** News of a UID that nobody is sending yet. */
	public function pending(string $uid): ?OutboxRow {
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

	/** What is waiting is told with another row. */
	public function removePending(string $uid): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where(...self::isPending($query, $uid))->executeStatement();
	}

	/** @return list<string> conditions */
	private static function isPending(IQueryBuilder $query, string $uid): array {
		return [
			$query->expr()->eq('uid', $query->createNamedParameter($uid)),
			$query->expr()->eq('state', $query->createNamedParameter('pending')),
			$query->expr()->neq('kind', $query->createNamedParameter(OutboxRow::ALERT)),
		];
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
