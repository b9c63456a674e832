<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Provisioning\Devices;
use OCP\IUserManager;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;

/** How each connected practice program is doing. */
final class ProgramStates {
	public function __construct(
		private IUserManager $users,
		private Devices $devices,
		private SyncAccounts $accounts,
	) {
	}

	/**
	 * @return list<array{id: string, account: string, isManaged: bool, state: string, readAt: ?string, writtenAt: ?string}>
	 *   instants in UTC, ISO 8601; null: never. `state`: missing (no such account), paused, or as SyncState has it
	 */
	public function of(Practice $practice, int $now): array {
		$known = $this->accounts->all();
		return array_map(function (Connection $connection) use ($known, $practice, $now): array {
			$row = $known[$connection->user] ?? null;
			$user = $this->users->get($connection->user);
			return [
				'id' => $connection->id, 'account' => $connection->user, 'isManaged' => $this->devices->find($connection->user) !== null,
				'state' => match (true) {
					$user === null => 'missing',
					!$user->isEnabled() => 'paused',
					default => SyncState::stateOf(max($row['read_at'] ?? 0, $row['write_at'] ?? 0), $practice->syncIntervalMinutes() * 60, $now),
				},
				'readAt' => self::instant($row['read_at'] ?? 0), 'writtenAt' => self::instant($row['write_at'] ?? 0),
			];
		}, $practice->connections());
	}

	/** @return array{seenAt: ?string, foundAt: ?string, fetchedAt: ?string, storedAt: ?string, agent: string} since its account got its password; `agent`: what it calls itself */
	public function steps(Connection $connection): array {
		$row = $this->accounts->all()[$connection->user] ?? null;
		return [
			'seenAt' => self::instant($row['seen_at'] ?? 0), 'foundAt' => self::instant($row['found_at'] ?? 0),
			'fetchedAt' => self::instant($row['fetched_at'] ?? 0), 'storedAt' => self::instant($row['stored_at'] ?? 0),
			'agent' => $row['agent'] ?? '',
		];
	}

	private static function instant(int $at): ?string {
		return $at === 0 ? null : Interval::iso($at);
	}
}
