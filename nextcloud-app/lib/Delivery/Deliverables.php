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

	/** In the write's transaction: plain SQL takes a third of the query builder's time. */
	public function add(Delivery $one): void {
		$texts = [
			'event_id' => $one->eventId, 'target' => $one->target, 'uid' => $one->uid, 'calendar' => $one->calendar, 'uri' => $one->uri, 'kind' => $one->kind,
			'status' => $one->status, 'etag' => $one->etag, 'old_calendar' => $one->oldCalendar, 'state' => 'pending',
		];
		$numbers = [
			'object_id' => $one->objectId, 'calendar_id' => $one->calendarId, 'start_at' => $one->start, 'end_at' => $one->end,
			'old_start' => $one->oldStart, 'old_end' => $one->oldEnd, 'created_at' => $one->createdAt, 'due_at' => $one->createdAt,
		];
		$columns = [...array_keys($texts), ...array_keys($numbers)];
		$this->execute('INSERT INTO *PREFIX*' . self::TABLE . ' (' . implode(', ', $columns) . ') VALUES (' . implode(', ', array_fill(0, count($columns), '?')) . ')', [...array_values($texts), ...array_values($numbers)]);
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
		$result = $this->db->executeQuery('SELECT MIN(due_at) FROM *PREFIX*' . self::TABLE . " WHERE state IN ('pending', 'sending')");
		$dueAt = $result->fetchOne();
		$result->closeCursor();
		return is_numeric($dueAt) ? (int)$dueAt : null;
	}

	/** For one worker only; counts as an attempt even where the worker dies in it. */
	public function claim(Delivery $one, int $now): bool {
		return $this->execute('UPDATE *PREFIX*' . self::TABLE . " SET state = 'sending', due_at = ?, attempts = ? WHERE id = ? AND state IN ('pending', 'sending') AND due_at <= ?",
			[$now + self::LEASE, $one->attempts + 1, $one->id, $now]) === 1;
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
		$this->execute('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE id = ?', [$one->id]);
	}

	/** Whatever there is of a target. */
	public function removeTarget(string $target): void {
		$this->execute('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE target = ?', [$target]);
	}

	/** @param 'done'|'dead' $state */
	public function removeOld(string $state, int $before): void {
		$this->execute('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE state = ? AND created_at < ?', [$state, $before]);
	}

	private function finish(Delivery $one, string $state, int $dueAt, string $error, int $status, ?int $now): void {
		[$when, $at] = $now === null ? ['', []] : [', finished_at = ?', [$now]];
		$this->execute('UPDATE *PREFIX*' . self::TABLE . " SET state = ?, due_at = ?, last_error = ?, last_status = ?$when WHERE id = ?", [$state, $dueAt, mb_substr($error, 0, 255), $status, ...$at, $one->id]);
	}

	/**
	 * @param list<int|string> $parameters
	 * @return int rows changed
	 */
	private function execute(string $sql, array $parameters): int {
		return $this->db->executeStatement($sql, array_map(strval(...), $parameters), array_map(static fn (int|string $value): int => is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR, $parameters));
	}
}
