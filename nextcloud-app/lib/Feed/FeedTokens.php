<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Tokens with which a program reads the practice's feed without an account: 256 random bits, stored hashed. */
final class FeedTokens {
	private const TABLE = 'sprechstunde_feed';
	private const SHAPE = '/^[A-Za-z0-9_-]{43}$/D';
	/** how exactly it is remembered that one was used: a poll is no write */
	private const SECONDS = 3600;
	private const MOST = 100;

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $label what it is for
	 * @return array{id: int, token: string} the token is known to nobody afterwards but to whom it is given
	 * @throws IssuesException
	 */
	public function make(string $label): array {
		$label = trim($label);
		if ($label === '') {
			throw new IssuesException([new Issue('FIELD_REQUIRED', 'label')]);
		}
		if (mb_strlen($label) > 100) {
			throw new IssuesException([new Issue('FIELD_TOO_LONG', 'label', ['max' => 100])]);
		}
		if (count($this->all()) >= self::MOST) {
			throw new IssuesException([new Issue('REQUEST_MALFORMED', 'label')]);
		}
		$token = rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
		$query = $this->db->getQueryBuilder();
		$query->insert(self::TABLE)->values([
			'hash' => $query->createNamedParameter(self::hash($token)),
			'label' => $query->createNamedParameter($label),
			'created_at' => $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT),
		])->executeStatement();
		return ['id' => $query->getLastInsertId(), 'token' => $token];
	}

	/** @return list<array{id: int, label: string, createdAt: string, usedAt: ?string}> the oldest first; usedAt to the hour */
	public function all(): array {
		$query = $this->db->getQueryBuilder();
		$result = $query->select('id', 'label', 'created_at', 'used_at')->from(self::TABLE)->orderBy('id')->executeQuery();
		$all = array_map(static fn (array $row): array => [
			'id' => (int)$row['id'], 'label' => (string)$row['label'], 'createdAt' => Interval::iso((int)$row['created_at']),
			'usedAt' => (int)$row['used_at'] === 0 ? null : Interval::iso((int)$row['used_at']),
		], $result->fetchAll());
		$result->closeCursor();
		return array_values($all);
	}

	/** @throws IssuesException NOT_FOUND */
	public function revoke(int $id): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)));
		if ($query->executeStatement() === 0) {
			throw new IssuesException([new Issue('NOT_FOUND')]);
		}
	}

	/** Whether a token lets in; that it was used is remembered. */
	public function admits(string $token): bool {
		if (preg_match(self::SHAPE, $token) !== 1) {
			return false;
		}
		$query = $this->db->getQueryBuilder();
		$result = $query->select('id', 'used_at')->from(self::TABLE)->where($query->expr()->eq('hash', $query->createNamedParameter(self::hash($token))))->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		if (!is_array($row)) {
			return false;
		}
		$now = $this->time->getTime();
		if ((int)$row['used_at'] <= $now - self::SECONDS) {
			$update = $this->db->getQueryBuilder();
			$update->update(self::TABLE)->set('used_at', $update->createNamedParameter($now, IQueryBuilder::PARAM_INT))
				->where($update->expr()->eq('id', $update->createNamedParameter((int)$row['id'], IQueryBuilder::PARAM_INT)))->executeStatement();
		}
		return true;
	}

	private static function hash(string $token): string {
		return hash('sha256', $token);
	}
}
