<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** Offers by their table: no names, and the links' tokens as digests only. */
final class Offers {
	private const TABLE = 'sprechstunde_offer';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** @param string $hold digest by which its slot is held */
	public function add(string $entryUid, int $calendarId, Interval $time, string $hold, int $now, int $expires): Offer {
		$query = $this->db->getQueryBuilder();
		$numbers = ['calendar_id' => $calendarId, 'start_at' => $time->start, 'end_at' => $time->end, 'created_at' => $now, 'expires_at' => $expires];
		$query->insert(self::TABLE)->values([
			...array_map(static fn (int $value) => $query->createNamedParameter($value, IQueryBuilder::PARAM_INT), $numbers),
			...array_map(static fn (string $value) => $query->createNamedParameter($value), ['entry_uid' => $entryUid, 'hold' => $hold, 'state' => Offer::OPEN]),
		])->executeStatement();
		return new Offer($query->getLastInsertId(), $entryUid, $calendarId, $time, $expires, Offer::OPEN, $hold);
	}

	/** @param string $hash digest of the token in the mail's link */
	public function setHash(Offer $offer, string $hash): void {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('hash', $query->createNamedParameter($hash))
			->where($query->expr()->eq('id', $query->createNamedParameter($offer->id, IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	/**
	 * Ends an open offer, once, whoever comes first.
	 *
	 * @param ?int $now where it may not have expired by then
	 * @return bool false: it was not open any more
	 */
	public function close(Offer $offer, string $state, ?int $now = null): bool {
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('state', $query->createNamedParameter($state))
			->where($query->expr()->eq('id', $query->createNamedParameter($offer->id, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('state', $query->createNamedParameter(Offer::OPEN)));
		if ($now !== null) {
			$query->andWhere($query->expr()->gt('expires_at', $query->createNamedParameter($now, IQueryBuilder::PARAM_INT)));
		}
		return $query->executeStatement() === 1;
	}

	public function find(int $id): ?Offer {
		return $this->select(['id' => $id])[0] ?? null;
	}

	public function byHash(string $hash): ?Offer {
		return $hash === '' ? null : $this->select(['hash' => $hash])[0] ?? null;
	}

	/** @return list<Offer> */
	public function open(): array {
		return $this->select(['state' => Offer::OPEN]);
	}

	/** @return list<string> UIDs of entries that had the time and did not take it */
	public function passedOver(int $calendarId, int $start): array {
		$found = array_filter($this->select(['calendar_id' => $calendarId, 'start_at' => $start]), static fn (Offer $offer): bool => in_array($offer->state, [Offer::DECLINED, Offer::EXPIRED], true));
		return array_values(array_map(static fn (Offer $offer): string => $offer->entryUid, $found));
	}

	/** Offers of times that are over say nothing any more. */
	public function removeBefore(int $before): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lt('end_at', $query->createNamedParameter($before, IQueryBuilder::PARAM_INT)))->executeStatement();
	}

	/**
	 * @param array<string, int|string> $where column → value
	 * @return list<Offer>
	 */
	private function select(array $where): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)->orderBy('start_at')->addOrderBy('id');
		foreach ($where as $column => $value) {
			$query->andWhere($query->expr()->eq($column, $query->createNamedParameter($value, is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR)));
		}
		$result = $query->executeQuery();
		$offers = array_map(Offer::fromRow(...), $result->fetchAll());
		$result->closeCursor();
		return array_values($offers);
	}
}
