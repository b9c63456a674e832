<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

use OCP\AppFramework\Db\TTransactional;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Tokens with which a program reads the practice's feed without an account: 256 random bits, stored hashed. */
final class FeedTokens {
	use TTransactional;

	private const TABLE = 'sprechstunde_feed';
	private const SHAPE = '/^[A-Za-z0-9_-]{43}$/D';
	/** how exactly it is remembered that one was used: a poll is no write */
	private const SECONDS = 3600;
	private const MOST = 100;

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
		private FeedViews $views,
	) {
	}

	/**
	 * @param string $label what it is for
	 * @param string $program id of a connection or of a profile, as which it shows the calendars; '': as they are stored
	 * @return array{id: int, token: string} the token is known to nobody afterwards but to whom it is given
	 * @throws IssuesException
	 */
	public function make(string $label, string $program, Practice $practice): array {
		$label = trim($label);
		if ($label === '') {
			throw new IssuesException([new Issue('FIELD_REQUIRED', 'label')]);
		}
		if (mb_strlen($label) > 100) {
			throw new IssuesException([new Issue('FIELD_TOO_LONG', 'label', ['max' => 100])]);
		}
		if (count($this->stored()) >= self::MOST) {
			throw new IssuesException([new Issue('REQUEST_MALFORMED', 'label')]);
		}
		$view = $program === '' ? null : FeedViews::chosen($program, $practice);
		$token = rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
		$id = $this->atomic(function () use ($token, $label, $view): int {
			$query = $this->db->getQueryBuilder();
			$query->insert(self::TABLE)->values([
				'hash' => $query->createNamedParameter(self::hash($token)),
				'label' => $query->createNamedParameter($label),
				'created_at' => $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT),
			])->executeStatement();
			$id = $query->getLastInsertId();
			if ($view !== null) {
				$this->views->keep($id, $view);
			}
			return $id;
		}, $this->db);
		return ['id' => $id, 'token' => $token];
	}

	/** @return list<array{id: int, label: string, program: ?string, createdAt: string, usedAt: ?string}> the oldest first; program: null where it shows what is stored; usedAt to the hour */
	public function all(Practice $practice): array {
		$views = $this->views->all($practice);
		return array_map(static fn (array $link): array => [...$link, 'program' => ($views[$link['id']] ?? null)?->id], $this->stored());
	}

	/** @throws IssuesException NOT_FOUND */
	public function revoke(int $id): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)));
		if ($query->executeStatement() === 0) {
			throw new IssuesException([new Issue('NOT_FOUND')]);
		}
		$this->views->forget($id);
	}

	/** The link of a token that lets in, else null; that it was used is remembered. */
	public function admits(string $token): ?int {
		if (preg_match(self::SHAPE, $token) !== 1) {
			return null;
		}
		$query = $this->db->getQueryBuilder();
		$result = $query->select('id', 'used_at')->from(self::TABLE)->where($query->expr()->eq('hash', $query->createNamedParameter(self::hash($token))))->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		if (!is_array($row)) {
			return null;
		}
		$now = $this->time->getTime();
		if ((int)$row['used_at'] <= $now - self::SECONDS) {
			$update = $this->db->getQueryBuilder();
			$update->update(self::TABLE)->set('used_at', $update->createNamedParameter($now, IQueryBuilder::PARAM_INT))
				->where($update->expr()->eq('id', $update->createNamedParameter((int)$row['id'], IQueryBuilder::PARAM_INT)))->executeStatement();
		}
		return (int)$row['id'];
	}

	/** @return list<array{id: int, label: string, createdAt: string, usedAt: ?string}> */
	private function stored(): array {
		$query = $this->db->getQueryBuilder();
		$result = $query->select('id', 'label', 'created_at', 'used_at')->from(self::TABLE)->orderBy('id')->executeQuery();
		$all = array_map(static fn (array $row): array => [
			'id' => (int)$row['id'], 'label' => (string)$row['label'], 'createdAt' => Interval::iso((int)$row['created_at']),
			'usedAt' => (int)$row['used_at'] === 0 ? null : Interval::iso((int)$row['used_at']),
		], $result->fetchAll());
		$result->closeCursor();
		return array_values($all);
	}

	private static function hash(string $token): string {
		return hash('sha256', $token);
	}
}
