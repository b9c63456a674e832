<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Patient;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Tokens in the links that patients get: 128 random bits, stored hashed. Tries are counted for tokens that don't exist as well, so that both answer alike. */
final class PatientTokens {
	private const TABLE = 'sprechstunde_token';
	private const SHAPE = '/^[A-Za-z0-9_-]{22}$/D';

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param int $expires epoch seconds
	 * @return string base64url; known to nobody afterwards but to whom it is given
	 */
	public function issue(int $objectId, int $expires): string {
		$token = rtrim(strtr(base64_encode(random_bytes(16)), '+/', '-_'), '=');
		$this->db->insertIgnoreConflict(self::TABLE, ['hash' => self::hash($token), 'object_id' => $objectId, 'expires_at' => $expires]);
		return $token;
	}

	/**
	 * Counts a try.
	 *
	 * @return int id of the object that the token is for; 0: it is for none
	 * @throws IssuesException RATE_LIMITED
	 */
	public function attempt(string $token): int {
		if (preg_match(self::SHAPE, $token) !== 1) {
			return 0;
		}
		['linkAttempts' => $maximum, 'linkAttemptSeconds' => $window] = Contract::load()->limits();
		$now = $this->time->getTime();
		$hash = self::hash($token);
		$row = $this->find($hash);
		if ($row === null) {
			$this->db->insertIgnoreConflict(self::TABLE, ['hash' => $hash, 'object_id' => 0, 'expires_at' => $now + $window, 'attempts_since' => $now]);
		} elseif ($row['attempts_since'] <= $now - $window) {
			$this->update($hash, ['attempts' => 0, 'attempts_since' => $now], ['attempts_since' => $row['attempts_since']]);
		}
		if (!$this->count($hash, $maximum)) {
			throw new IssuesException([new Issue('RATE_LIMITED', null, ['seconds' => max(1, ($row['attempts_since'] ?? $now) + $window - $now)])]);
		}
		return $row === null || $row['expires_at'] <= $now ? 0 : $row['object_id'];
	}

	/** The birth date was right: what went wrong before is forgotten. */
	public function succeeded(string $token): void {
		$this->update(self::hash($token), ['attempts' => 0]);
	}

	/** The appointment was deleted and put there again: links go on. */
	public function follow(int $fromObjectId, int $toObjectId): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('object_id', $query->createNamedParameter($toObjectId, IQueryBuilder::PARAM_INT))
			->where($query->expr()->eq('object_id', $query->createNamedParameter($fromObjectId, IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	public function removeExpired(): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lte('expires_at', $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	/** By which a token is known. */
	public static function hash(string $token): string {
		return hash('sha256', $token);
	}

	/** @return ?array{object_id: int, expires_at: int, attempts_since: int} */
	private function find(string $hash): ?array {
		$query = $this->db->getQueryBuilder();
		$query->select('object_id', 'expires_at', 'attempts_since')->from(self::TABLE)->where($query->expr()->eq('hash', $query->createNamedParameter($hash)));
		$result = $query->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		return is_array($row) ? ['object_id' => (int)$row['object_id'], 'expires_at' => (int)$row['expires_at'], 'attempts_since' => (int)$row['attempts_since']] : null;
	}

	/** One statement, so that parallel tries are all counted. */
	private function count(string $hash, int $maximum): bool {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('attempts', $query->createFunction('attempts + 1'))
			->where($query->expr()->eq('hash', $query->createNamedParameter($hash)))
			->andWhere($query->expr()->lt('attempts', $query->createNamedParameter($maximum, IQueryBuilder::PARAM_INT)));
		return $query->executeStatement() === 1;
	}

	/**
	 * @param non-empty-array<string, int> $values
	 * @param array<string, int> $where
	 */
	private function update(string $hash, array $values, array $where = []): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->where($query->expr()->eq('hash', $query->createNamedParameter($hash)));
		foreach ($values as $column => $value) {
			$query->set($column, $query->createNamedParameter($value, IQueryBuilder::PARAM_INT));
		}
		foreach ($where as $column => $value) {
			$query->andWhere($query->expr()->eq($column, $query->createNamedParameter($value, IQueryBuilder::PARAM_INT)));
		}
		$query->executeStatement();
	}
}
