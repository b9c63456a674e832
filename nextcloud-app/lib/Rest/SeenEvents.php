<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** Which events of programs have been dealt with: each counts once. */
final class SeenEvents {
	private const TABLE = 'sprechstunde_remote_events';
	/** programs send again for days where an answer was lost, signed anew */
	private const SECONDS = 30 * 86400;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** @return bool false where it has been remembered before */
	public function remember(string $connection, string $eventId, int $now): bool {
		return $this->db->insertIgnoreConflict(self::TABLE, ['hash' => hash('sha256', "$connection\n$eventId"), 'seen_at' => $now]) === 1;
	}

	public function removeOld(int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lt('seen_at', $query->createNamedParameter($now - self::SECONDS, IQueryBuilder::PARAM_INT)))->executeStatement();
	}
}
