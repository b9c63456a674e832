<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** The highest SEQUENCE that was mailed of each UID: a patient's calendar takes only what is newer (RFC 5546 §2.1.5), whatever a client has written since. */
final class SentSequences {
	private const TABLE = 'sprechstunde_sent';
	/** Appointments lie this far ahead at most. */
	private const KEPT = 3 * 366 * 86400;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** -1: nothing was mailed */
	public function of(string $uid): int {
		$query = $this->db->getQueryBuilder();
		$query->select('sequence')->from(self::TABLE)->where($query->expr()->eq('uid_hash', $query->createNamedParameter(hash('sha256', $uid))));
		$result = $query->executeQuery();
		$sequence = $result->fetchOne();
		$result->closeCursor();
		return $sequence === false ? -1 : (int)$sequence;
	}

	public function put(string $uid, int $sequence, int $now): void {
		$hash = hash('sha256', $uid);
		$query = $this->db->getQueryBuilder();
		$changed = $query->update(self::TABLE)
			->set('sequence', $query->createNamedParameter($sequence, IQueryBuilder::PARAM_INT))
			->set('sent_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT))
			->where($query->expr()->eq('uid_hash', $query->createNamedParameter($hash)))->executeStatement();
		if ($changed === 0) {
			$this->db->insertIgnoreConflict(self::TABLE, ['uid_hash' => $hash, 'sequence' => $sequence, 'sent_at' => $now]);
		}
	}

	public function removeOld(int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lt('sent_at', $query->createNamedParameter($now - self::KEPT, IQueryBuilder::PARAM_INT)))->executeStatement();
	}
}
