<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Xconcept\RemoteEvent;

/** Table of what programs with a REST interface call our appointments. */
final class RemoteIds {
	private const TABLE = 'sprechstunde_remote_ids';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	public function find(string $connection, string $uid): ?RemoteAppointment {
		return $this->where($connection, 'uid', $uid);
	}

	public function withRemoteId(string $connection, string $remoteId): ?RemoteAppointment {
		return $remoteId === '' ? null : $this->where($connection, 'remote_id', $remoteId);
	}

	/**
	 * Before it is created there: a try whose answer is lost is known by it.
	 *
	 * @return ?RemoteAppointment null: what was known of it holds no more
	 */
	public function begin(RemoteAppointment $one): ?RemoteAppointment {
		$this->ensure($one->connection, $one->uid);
		$begun = $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " SET creations = ?, remote_id = '', sent_hash = '' WHERE connection = ? AND uid = ? AND remote_id = ? AND creations = ?",
			[(string)($one->creations + 1), $one->connection, $one->uid, $one->remoteId, (string)$one->creations],
			[IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]);
		return $begun === 0 ? null : new RemoteAppointment($one->connection, $one->uid, '', '', $one->creations + 1, $one->revision, $one->occurredAt);
	}

	/** @param string $hash of what it was sent; empty where that is not what was sent to it last */
	public function known(string $connection, string $uid, string $remoteId, string $hash): void {
		$this->update($connection, $uid, ['remote_id' => $remoteId, 'sent_hash' => $hash]);
	}

	public function sent(string $connection, string $uid, string $hash): void {
		$this->update($connection, $uid, ['sent_hash' => $hash]);
	}

	/** An event counted. */
	public function heard(string $connection, string $uid, RemoteEvent $event, ?RemoteAppointment $before): void {
		$this->ensure($connection, $uid);
		$this->update($connection, $uid, array_filter([
			'remote_id' => ($before->remoteId ?? '') === '' ? $event->remoteId : null,
			'revision' => $event->revision,
			// a program that counts may leave its clock out
			'occurred_at' => $event->occurredAt === null ? null : max($event->occurredAt, $before->occurredAt ?? 0),
		], static fn (mixed $value): bool => $value !== null));
	}

	public function forget(string $connection): void {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->eq('connection', $query->createNamedParameter($connection)))->executeStatement();
	}

	private function where(string $connection, string $column, string $value): ?RemoteAppointment {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from(self::TABLE)
			->where($query->expr()->eq('connection', $query->createNamedParameter($connection)))
			->andWhere($query->expr()->eq($column, $query->createNamedParameter($value)));
		$result = $query->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		// databases that don't tell A from a would find another's
		$found = array_values(array_filter(array_map(RemoteAppointment::fromRow(...), $rows), static fn (RemoteAppointment $one): bool => ($column === 'uid' ? $one->uid : $one->remoteId) === $value));
		return $found[0] ?? null;
	}

	private function ensure(string $connection, string $uid): void {
		$this->db->insertIgnoreConflict(self::TABLE, ['connection' => $connection, 'uid' => $uid, 'remote_id' => '', 'sent_hash' => '', 'creations' => 0]);
	}

	/** @param array<string, string|int> $values by column */
	private function update(string $connection, string $uid, array $values): void {
		if ($values === []) {
			return;
		}
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)
			->where($query->expr()->eq('connection', $query->createNamedParameter($connection)))
			->andWhere($query->expr()->eq('uid', $query->createNamedParameter($uid)));
		foreach ($values as $column => $value) {
			$query->set($column, $query->createNamedParameter($value, is_int($value) ? IQueryBuilder::PARAM_INT : IQueryBuilder::PARAM_STR));
		}
		$query->executeStatement();
	}
}
