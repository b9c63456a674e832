<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\Security\ICrypto;

/** Secrets that messages are signed with, encrypted with the server's key. Made here, told once; for a day after it is replaced the former one signs as well. */
final class Secrets {
	private const TABLE = 'sprechstunde_secrets';
	private const FORMER_SECONDS = 86400;

	public function __construct(
		private IDBConnection $db,
		private ICrypto $crypto,
		private ITimeFactory $time,
	) {
	}

	/**
	 * Makes one, in place of the one there is.
	 *
	 * @param string $name such as a target, up to 100 characters
	 * @return string `whsec_` and the base64 of 32 random bytes
	 */
	public function make(string $name): string {
		$secret = 'whsec_' . base64_encode(random_bytes(32));
		$this->put($name, $secret);
		return $secret;
	}

	/** Likewise one that somebody else has made. */
	public function put(string $name, string $secret): void {
		$now = $this->time->getTime();
		$encrypted = $this->crypto->encrypt($secret);
		$query = $this->db->getQueryBuilder();
		$replaced = $query->update(self::TABLE)
			->set('former', 'secret')
			->set('former_until', self::number($query, $now + self::FORMER_SECONDS))
			->set('created_at', self::number($query, $now))
			->where($query->expr()->eq('name', $query->createNamedParameter($name)))->executeStatement();
		if ($replaced === 0) {
			$this->db->insertIgnoreConflict(self::TABLE, ['name' => $name, 'secret' => $encrypted, 'former_until' => 0, 'created_at' => $now]);
		}
		// second: on MySQL assignments see those before them
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('secret', $query->createNamedParameter($encrypted))->where($query->expr()->eq('name', $query->createNamedParameter($name)))->executeStatement();
	}

	/** @return array<string, int> name → epoch seconds since when it holds */
	public function all(): array {
		$query = $this->db->getQueryBuilder();
		$result = $query->select('name', 'created_at')->from(self::TABLE)->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		return array_map(intval(...), array_column($rows, 'created_at', 'name'));
	}

	public function forget(string $name): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('name', $query->createNamedParameter($name)))->executeStatement();
	}

	/** @param list<string> $names of those that begin with $prefix */
	public function keepOnly(string $prefix, array $names): void {
		foreach (array_keys($this->all()) as $name) {
			if (str_starts_with($name, $prefix) && !in_array($name, $names, true)) {
				$this->forget($name);
			}
		}
	}

	/** Former ones whose day is over go. */
	public function endFormer(): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('former', $query->createNamedParameter(null))->set('former_until', self::number($query, 0))
			->where($query->expr()->gt('former_until', self::number($query, 0)))
			->andWhere($query->expr()->lte('former_until', self::number($query, $this->time->getTime())))->executeStatement();
	}

	/** @return list<string> that hold now, the newest first, asked each time: a worker lives longer than a secret; none: there is none, or the server's key has changed */
	public function of(string $name): array {
		$query = $this->db->getQueryBuilder();
		$result = $query->select('secret', 'former', 'former_until')->from(self::TABLE)->where($query->expr()->eq('name', $query->createNamedParameter($name)))->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		$stored = is_array($row) ? [$row['secret'], (int)$row['former_until'] > $this->time->getTime() ? $row['former'] : null] : [];
		$secrets = [];
		foreach ($stored as $encrypted) {
			// on some databases a long text comes as a stream
			$text = is_resource($encrypted) ? (string)stream_get_contents($encrypted) : (string)($encrypted ?? '');
			try {
				$secrets[] = $text === '' ? '' : $this->crypto->decrypt($text);
			} catch (\Exception) {
				// encrypted with another server's key: as good as none
			}
		}
		return array_values(array_filter($secrets, static fn (string $secret): bool => $secret !== ''));
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
