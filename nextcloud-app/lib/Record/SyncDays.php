<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** How often programs synchronised, and how often they were refused: in minutes of a day, for some ask every few seconds. */
final class SyncDays {
	private const TABLE = 'sprechstunde_sync_days';
	/** Days that are told of, and kept. */
	public const DAYS = 30;
	private const DAY = 86400;
	/** Seconds within which failures count once, as what went well does. */
	private const STILL = 60;

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
	) {
	}

	/** Once a minute at most: whoever calls sees to it. */
	public function done(string $account): void {
		$day = intdiv($this->time->getTime(), self::DAY);
		if ($this->change('SET done = done + 1 WHERE account = ? AND day = ?', [$account, $day]) === 0) {
			$this->begin($account, $day, ['done' => 1]);
		}
	}

	public function failed(string $account): void {
		$now = $this->time->getTime();
		$day = intdiv($now, self::DAY);
		if ($this->change('SET failed = failed + 1, failed_at = ? WHERE account = ? AND day = ? AND failed_at <= ?', [$now, $account, $day, $now - self::STILL]) === 0) {
			// where there is a row, its minute has been counted
			$this->begin($account, $day, ['failed' => 1, 'failed_at' => $now]);
		}
	}

	/** @return array<string, array{done: int, failed: int}> minutes of the last days, by account */
	public function all(): array {
		$query = $this->db->getQueryBuilder();
		$query->select('account')->selectAlias($query->func()->sum('done'), 'done')->selectAlias($query->func()->sum('failed'), 'failed')->from(self::TABLE)
			->where($query->expr()->gt('day', $query->createNamedParameter($this->last(), IQueryBuilder::PARAM_INT)))->groupBy('account');
		$result = $query->executeQuery();
		$found = [];
		while (is_array($row = $result->fetch())) {
			$found[(string)$row['account']] = ['done' => (int)$row['done'], 'failed' => (int)$row['failed']];
		}
		$result->closeCursor();
		return $found;
	}

	public function forget(string $account): void {
		$this->db->executeStatement('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE account = ?', [$account]);
	}

	public function removeOld(): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lte('day', $query->createNamedParameter($this->last(), IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	/** The last day that counts no longer. */
	private function last(): int {
		return intdiv($this->time->getTime(), self::DAY) - self::DAYS;
	}

	/** @param list<int|string> $values */
	private function change(string $change, array $values): int {
		$types = array_map(static fn (int|string $value): int => is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR, $values);
		return $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " $change", $values, $types);
	}

	/** @param array<string, int> $counts */
	private function begin(string $account, int $day, array $counts): void {
		$this->db->insertIgnoreConflict(self::TABLE, ['account' => $account, 'day' => $day] + $counts);
	}
}
