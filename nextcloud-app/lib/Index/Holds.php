<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Hold;

/** Slots kept for a while for whoever fills in the form; only digests of their tokens and clients are stored. What has expired counts no more. */
final class Holds {
	private const TABLE = 'sprechstunde_hold';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** Digest of a token, by which the table knows its hold; empty for what can be no token. */
	public static function digest(?string $token): string {
		return $token === null || preg_match('/^[\w-]{22}$/D', $token) !== 1 ? '' : hash('sha256', $token);
	}

	/** @param string $except digest of a token whose hold is not counted */
	public function countOf(string $client, int $now, string $except): int {
		$query = $this->db->getQueryBuilder();
		$query->select($query->func()->count('*'))->from(self::TABLE)
			->where($query->expr()->eq('client', $query->createNamedParameter(hash('sha256', $client))))
			->andWhere($query->expr()->gt('expires_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->neq('token', $query->createNamedParameter($except)));
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
	}

	/**
	 * Starts of the held slots between $from and $to.
	 *
	 * @return list<int> epoch seconds
	 */
	public function starts(int $calendarId, int $from, int $to, int $now, string $except = ''): array {
		$query = $this->db->getQueryBuilder();
		$query->select('slot_at')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gte('slot_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('slot_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('expires_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->neq('token', $query->createNamedParameter($except)));
		$result = $query->executeQuery();
		$starts = array_map(intval(...), array_column($result->fetchAll(), 'slot_at'));
		$result->closeCursor();
		return $starts;
	}

	/** Takes the place of what the token held before. */
	public function put(string $token, int $calendarId, Hold $hold): void {
		$this->release($token);
		$query = $this->db->getQueryBuilder();
		$values = ['calendar_id' => $calendarId, 'slot_at' => $hold->time->start, 'start_at' => $hold->claim->start, 'end_at' => $hold->claim->end, 'expires_at' => $hold->expires];
		$query->insert(self::TABLE)->values([
			'token' => $query->createNamedParameter($token),
			'client' => $query->createNamedParameter(hash('sha256', $hold->client)),
			...array_map(static fn (int $value) => $query->createNamedParameter($value, IQueryBuilder::PARAM_INT), $values),
		])->executeStatement();
	}

	/** @param string $token digest; one that is unknown or empty does nothing */
	public function release(string $token): void {
		if ($token !== '') {
			$query = $this->db->getQueryBuilder();
			$query->delete(self::TABLE)->where($query->expr()->eq('token', $query->createNamedParameter($token)))->executeStatement();
		}
	}

	/** Removes what has expired. */
	public function purge(int $now): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)
			->where($query->expr()->lte('expires_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}
}
