<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The table of deliveries; state: pending, sending (until due_at, then taken for abandoned), done or dead. */
final class Deliverables {
	private const TABLE = 'sprechstunde_deliveries';
	/** Seconds after which another worker may take over what one began. */
	private const LEASE = 120;
	/** Due, and nothing older of the same target and UID is under way. */
	private const DUE = "SELECT d.* FROM *PREFIX*sprechstunde_deliveries d WHERE d.state IN ('pending', 'sending') AND d.due_at <= ? AND NOT EXISTS ("
		. "SELECT 1 FROM *PREFIX*sprechstunde_deliveries o WHERE o.target = d.target AND o.uid = d.uid AND o.id < d.id AND o.state IN ('pending', 'sending')"
		. ') ORDER BY d.due_at, d.id';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	public function add(Delivery $one): void {
		$query = $this->db->getQueryBuilder();
		$texts = [
			'event_id' => $one->eventId, 'target' => $one->target, 'uid' => $one->uid, 'calendar' => $one->calendar, 'uri' => $one->uri, 'kind' => $one->kind,
			'status' => $one->status, 'etag' => $one->etag, 'old_calendar' => $one->oldCalendar, 'state' => 'pending',
		];
		$numbers = [
			'object_id' => $one->objectId, 'calendar_id' => $one->calendarId, 'start_at' => $one->start, 'end_at' => $one->end,
			'old_start' => $one->oldStart, 'old_end' => $one->oldEnd, 'created_at' => $one->createdAt, 'due_at' => $one->createdAt,
		];
		$query->insert(self::TABLE)->values([
			...array_map(static fn (string $value) => $query->createNamedParameter($value), $texts),
			...array_map(static fn (int $value) => self::number($query, $value), $numbers),
		])->executeStatement();
	}

	/** @return list<Delivery> those that have waited longest first */
	public function due(int $now, int $max): array {
		$result = $this->db->prepare(self::DUE, $max)->execute([$now]);
		$rows = array_map(Delivery::fromRow(...), $result->fetchAll());
		$result->closeCursor();
		return array_values($rows);
	}

	/** When the next falls due of those that are under way; null: there is none. */
	public function nextDue(): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->min('due_at'))->from(self::TABLE)
			->where($query->expr()->in('state', $query->createNamedParameter(['pending', 'sending'], IQueryBuilder::PARAM_STR_ARRAY)));
		$result = $query->executeQuery();
		$dueAt = $result->fetchOne();
		$result->closeCursor();
		return is_numeric($dueAt) ? (int)$dueAt : null;
	}

	/** For one worker only; counts as an attempt even where the worker dies in it. */
	public function claim(Delivery $one, int $now): bool {
		$query = $this->db->getQueryBuilder();
		return $query->update(self::TABLE)
			->set('state', $query->createNamedParameter('sending'))
			->set('due_at', self::number($query, $now + self::LEASE))
			->set('attempts', self::number($query, $one->attempts + 1))
			->where($query->expr()->eq('id', self::number($query, $one->id)))
			->andWhere($query->expr()->in('state', $query->createNamedParameter(['pending', 'sending'], IQueryBuilder::PARAM_STR_ARRAY)))
			->andWhere($query->expr()->lte('due_at', self::number($query, $now)))
			->executeStatement() === 1;
	}

	public function done(Delivery $one, int $status, int $now): void {
		$this->finish($one, 'done', 0, '', $status, $now);
	}

	public function dead(Delivery $one, DeliveryFailed $why, int $now): void {
		$this->finish($one, 'dead', 0, $why->reason, $why->status, $now);
	}

	public function retry(Delivery $one, DeliveryFailed $why, int $dueAt): void {
		$this->finish($one, 'pending', $dueAt, $why->reason, $why->status, null);
	}

	/** Nobody is there to be told. */
	public function drop(Delivery $one): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('id', self::number($query, $one->id)))->executeStatement();
	}

	/** Whatever there is of a target. */
	public function removeTarget(string $target): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('target', $query->createNamedParameter($target)))->executeStatement();
	}

	/** @param 'done'|'dead' $state */
	public function removeOld(string $state, int $before): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('state', $query->createNamedParameter($state)))
			->andWhere($query->expr()->lt('created_at', self::number($query, $before)))->executeStatement();
	}

	private function finish(Delivery $one, string $state, int $dueAt, string $error, int $status, ?int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->set('state', $query->createNamedParameter($state))
			->set('due_at', self::number($query, $dueAt))
			->set('last_error', $query->createNamedParameter(mb_substr($error, 0, 255)))
			->set('last_status', self::number($query, $status))
			->where($query->expr()->eq('id', self::number($query, $one->id)));
		if ($now !== null) {
			$query->set('finished_at', self::number($query, $now));
		}
		$query->executeStatement();
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
