<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\IGroupManager;
use OCP\IUser;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** Whether the accounts of practice programs synchronise as often as the practice wants. */
final class SyncState {
	public function __construct(
		private SyncAccounts $accounts,
		private SyncDays $days,
		private IGroupManager $groups,
	) {
	}

	/**
	 * @return list<array{account: string, name: string, readAt: ?string, writtenAt: ?string, agent: string, state: string, done: int, failed: int}> instants in UTC, ISO 8601; null: never.
	 *   state: never, fresh (within two intervals), late (within twelve), lost; done, failed: minutes of the last days in which it was here, and was refused
	 */
	public function of(Practice $practice, int $now): array {
		$known = $this->accounts->all();
		$days = $this->days->all();
		$interval = $practice->syncIntervalMinutes() * 60;
		$instant = static fn (int $at): ?string => $at === 0 ? null : Interval::iso($at);
		$users = $this->groups->get($practice->roles()['pvs'])?->getUsers() ?? [];
		return array_map(static function (IUser $user) use ($known, $days, $interval, $instant, $now): array {
			$row = $known[$user->getUID()] ?? ['read_at' => 0, 'write_at' => 0, 'agent' => ''];
			return [
				'account' => $user->getUID(), 'name' => $user->getDisplayName(),
				'readAt' => $instant($row['read_at']), 'writtenAt' => $instant($row['write_at']), 'agent' => $row['agent'],
				'state' => self::stateOf(max($row['read_at'], $row['write_at']), $interval, $now),
				...($days[$user->getUID()] ?? ['done' => 0, 'failed' => 0]),
			];
		}, array_values($users));
	}

	/**
	 * @param int $last epoch seconds, of the last request; 0: there was none
	 * @param int $interval in seconds
	 */
	public static function stateOf(int $last, int $interval, int $now): string {
		$silent = $now - $last;
		return match (true) {
			$last === 0 => 'never',
			// rows are up to a minute old
			$silent <= 2 * $interval + 60 => 'fresh',
			$silent <= 12 * $interval + 60 => 'late',
			default => 'lost',
		};
	}
}
