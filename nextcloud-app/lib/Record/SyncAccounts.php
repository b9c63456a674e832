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
		private ITimeFactory $time,
	) {
	}

	/** @param string $agent what the program calls itself */
	public function seen(string $account, bool $isWrite, string $agent): void {
		$now = $this->time->getTime();
		$column = $isWrite ? 'write_at' : 'read_at';
		$known = $this->all()[$account] ?? null;
		if ($known !== null && $known[$column] > $now - self::STILL) {
			return;
		}
		$writer = new Writer($account, Role::Pvs);
		$agent = mb_substr(mb_scrub($agent), 0, 64);
		if ($known === null) {
			if ($this->db->insertIgnoreConflict(self::TABLE, ['account' => $account, 'first_at' => $now, $column => $now, 'agent' => $agent]) === 1) {
				$this->log->note('INFO', 'SYNC_STARTED', $writer);
			}
			return;
		}
		// of several requests at once one tells of the pause
		$isFirst = $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " SET $column = ?, agent = ? WHERE account = ? AND $column = ?",
			[(string)$now, $agent, $account, (string)$known[$column]],
			[IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]) === 1;
		$pause = $now - max($known['read_at'], $known['write_at']);
		if ($isFirst && $pause >= self::PAUSE) {
			$this->log->note('INFO', 'SYNC_RESUMED', $writer, 0, 0, '', ['minutes' => intdiv($pause, 60)]);
		}
	}

	/** @return array<string, array{first_at: int, read_at: int, write_at: int, agent: string}> by account; epoch seconds, 0: never */
	public function all(): array {
		$result = $this->db->executeQuery('SELECT account, first_at, read_at, write_at, agent FROM *PREFIX*' . self::TABLE);
		$found = [];
		while (is_array($row = $result->fetch())) {
			$found[(string)$row['account']] = ['first_at' => (int)$row['first_at'], 'read_at' => (int)$row['read_at'], 'write_at' => (int)$row['write_at'], 'agent' => (string)($row['agent'] ?? '')];
		}
		$result->closeCursor();
		return $found;
	}
}
