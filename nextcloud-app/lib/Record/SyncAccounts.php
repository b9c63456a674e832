<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Role;

/** When each account of a practice program last read and wrote. Programs ask every few minutes, some every few seconds: a row per account, not an entry per request. */
final class SyncAccounts {
	private const TABLE = 'sprechstunde_sync';
	/** Seconds for which a row is left as it is. */
	private const STILL = 60;
	/** Seconds without a request after which the next one is worth an entry in the log. */
	public const PAUSE = 3600;

	public function __construct(
		private IDBConnection $db,
		private ActivityLog $log,
		private SyncDays $days,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param list<'seen_at'|'found_at'|'fetched_at'|'stored_at'|'read_at'|'write_at'> $steps what it did
	 * @param string $agent what the program calls itself
	 */
	public function seen(string $account, array $steps, string $agent): void {
		$now = $this->time->getTime();
		$known = $this->all()[$account] ?? null;
		$due = array_values(array_filter($steps, static fn (string $step): bool => $known === null || $known[$step] <= $now - self::STILL));
		if ($due === []) {
			return;
		}
		$writer = new Writer($account, Role::Pvs);
		$agent = mb_substr(mb_scrub($agent), 0, 64);
		$isSync = array_intersect($due, ['read_at', 'write_at']) !== [];
		if ($known === null) {
			$isNew = $this->db->insertIgnoreConflict(self::TABLE, ['account' => $account, 'first_at' => $now, 'agent' => $agent] + array_fill_keys($due, $now)) === 1;
			if ($isNew && $isSync) {
				$this->log->note('INFO', 'SYNC_STARTED', $writer);
				$this->days->done($account);
			}
			return;
		}
		// of several requests at once one tells of the pause
		$isFirst = $this->update($account, $due, $now, $agent, $known);
		$last = max($known['read_at'], $known['write_at']);
		// reading and writing in one minute is one
		if ($isFirst && $isSync && $last <= $now - self::STILL) {
			$this->days->done($account);
		}
		if ($isFirst && $isSync && $last === 0) {
			$this->log->note('INFO', 'SYNC_STARTED', $writer);
		} elseif ($isFirst && $isSync && $now - $last >= self::PAUSE) {
			$this->log->note('INFO', 'SYNC_RESUMED', $writer, 0, 0, '', ['minutes' => intdiv($now - $last, 60)]);
		}
	}

	/** From now on each step is one since the account got its new password. */
	public function restart(string $account): void {
		$this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . ' SET seen_at = 0, found_at = 0, fetched_at = 0, stored_at = 0 WHERE account = ?', [$account]);
	}

	public function forget(string $account): void {
		$this->db->executeStatement('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE account = ?', [$account]);
		$this->days->forget($account);
	}

	/** @return array<string, array{first_at: int, read_at: int, write_at: int, seen_at: int, found_at: int, fetched_at: int, stored_at: int, agent: string}> by account; epoch seconds, 0: never */
	public function all(): array {
		$result = $this->db->executeQuery('SELECT * FROM *PREFIX*' . self::TABLE);
		$found = [];
		while (is_array($row = $result->fetch())) {
			$found[(string)$row['account']] = [
				'first_at' => (int)$row['first_at'], 'read_at' => (int)$row['read_at'], 'write_at' => (int)$row['write_at'],
				'seen_at' => (int)$row['seen_at'], 'found_at' => (int)$row['found_at'], 'fetched_at' => (int)$row['fetched_at'], 'stored_at' => (int)$row['stored_at'],
				'agent' => (string)($row['agent'] ?? ''),
			];
		}
		$result->closeCursor();
		return $found;
	}

	/**
	 * @param non-empty-list<string> $steps
	 * @param array<string, int|string> $known
	 * @return bool whether nobody else did so at the same time
	 */
	private function update(string $account, array $steps, int $now, string $agent, array $known): bool {
		$set = implode(', ', array_map(static fn (string $step): string => "$step = ?", $steps));
		$judged = $steps[count($steps) - 1];
		return $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " SET $set, agent = ? WHERE account = ? AND $judged = ?",
			[...array_fill(0, count($steps), (string)$now), $agent, $account, (string)$known[$judged]],
			[...array_fill(0, count($steps), IQueryBuilder::PARAM_INT), IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]) === 1;
	}
}
