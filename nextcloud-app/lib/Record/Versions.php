<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\Security\ICrypto;

/** Versions that conflicts and restores replaced, encrypted, until the practice's backups expire. */
final class Versions {
	private const TABLE = 'sprechstunde_version';

	public function __construct(
		private IDBConnection $db,
		private ICrypto $crypto,
		private PracticeStore $store,
		private ITimeFactory $time,
	) {
	}

	/** @return int the version's id */
	public function add(Version $version): int {
		$days = $this->store->get()?->backupDays() ?? 90;
		$values = [
			'object_id' => $version->objectId, 'calendar_id' => $version->calendarId, 'uri' => $version->uri, 'etag' => $version->etag,
			'data' => $this->crypto->encrypt($version->data), 'actor' => mb_substr($version->actor, 0, 64), 'role' => $version->role,
			'written_at' => $version->writtenAt, 'overwritten_at' => $version->overwrittenAt, 'conflict' => $version->conflict ? 1 : 0,
			'expires_at' => $this->time->getTime() + $days * 86400,
		];
		$query = $this->db->getQueryBuilder();
		$query->insert(self::TABLE)->values(array_map(
			static fn (int|string $value) => $query->createNamedParameter($value, is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR), $values));
		$query->executeStatement();
		return $query->getLastInsertId();
	}

	public function find(int $id): ?Version {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->where($query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)));
		return $this->read($query)[0] ?? null;
	}

	/** @return list<Version> the oldest first */
	public function of(int $calendarId, string $uri): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('uri', $query->createNamedParameter($uri)))
			->orderBy('id');
		return $this->read($query);
	}

	/**
	 * What conflicts overwrote in these calendars.
	 *
	 * @param list<int> $calendarIds
	 * @return list<Version> the newest first
	 */
	public function overwritten(array $calendarIds, int $limit): array {
		$query = $this->conflicts($calendarIds);
		$query->select('*')->orderBy('id', 'DESC')->setMaxResults($limit);
		return $this->read($query);
	}

	/** @param list<int> $calendarIds */
	public function countUnsettled(array $calendarIds): int {
		$query = $this->conflicts($calendarIds);
		$query->select($query->func()->count('*'))->andWhere($query->expr()->eq('settled_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$count = $result->fetchOne();
		$result->closeCursor();
		return (int)$count;
	}

	/** The version that won against one that was overwritten; null: the appointment was deleted. */
	public function winnerOver(Version $lost): ?Version {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('object_id', $query->createNamedParameter($lost->objectId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('conflict', $query->createNamedParameter(1, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('overwritten_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('written_at', $query->createNamedParameter($lost->overwrittenAt, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('id', $query->createNamedParameter($lost->id, IQueryBuilder::PARAM_INT)))
			->orderBy('id')->setMaxResults(1);
		return $this->read($query)[0] ?? null;
	}

	/** @return bool false where it was settled before */
	public function settle(int $id): bool {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('settled_at', $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT))
			->where($query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('settled_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
		return $query->executeStatement() === 1;
	}

	/** @return int how many went */
	public function removeExpired(): int {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lte('expires_at', $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT)));
		return $query->executeStatement();
	}

	public function removeCalendar(int $calendarId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	/** @param list<int> $calendarIds */
	private function conflicts(array $calendarIds): IQueryBuilder {
		$query = $this->db->getQueryBuilder();
		$query->from(self::TABLE)
			->where($query->expr()->eq('conflict', $query->createNamedParameter(1, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('overwritten_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in('calendar_id', $query->createNamedParameter($calendarIds, IQueryBuilder::PARAM_INT_ARRAY)));
		return $query;
	}

	/** @return list<Version> */
	private function read(IQueryBuilder $query): array {
		$result = $query->executeQuery();
		$found = [];
		while (is_array($row = $result->fetch())) {
			$found[] = Version::fromRow($row, $this->crypto->decrypt(Objects::text($row['data'])));
		}
		$result->closeCursor();
		return $found;
	}
}
