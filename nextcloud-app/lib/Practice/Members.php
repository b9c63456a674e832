<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;
use Sprechstunde\Core\Practice;

/** Which accounts have which role. */
final class Members {
	public function __construct(
		private IGroupManager $groups,
		private IUserManager $users,
	) {
	}

	/**
	 * @return array{owners: list<array{id: string, name: string}>, booking: list<array{id: string, name: string}>, staff: list<array{id: string, name: string}>, admin: list<array{id: string, name: string}>, pvs: list<array{id: string, name: string}>}
	 *         `owners`: of the practice's calendars, who manage the practice too
	 */
	public function of(Practice $practice): array {
		$owners = array_filter(array_map($this->users->get(...), array_values(array_unique(array_column($practice->calendars(), 'owner')))));
		$of = fn (string $group): array => self::named(array_values($this->groups->get($group)?->getUsers() ?? []));
		$roles = $practice->roles();
		return ['owners' => self::named(array_values($owners)), 'booking' => $of($roles['booking']), 'staff' => $of($roles['staff']), 'admin' => $of($roles['admin']), 'pvs' => $of($roles['pvs'])];
	}

	/** @return list<string> enabled accounts that decide on requests: staff, admins, owners of the calendars */
	public function team(Practice $practice): array {
		$members = $this->of($practice);
		$ids = array_values(array_unique(array_column([...$members['staff'], ...$members['admin'], ...$members['owners']], 'id')));
		return array_values(array_filter($ids, fn (string $id): bool => $this->users->get($id)?->isEnabled() === true));
	}

	/**
	 * @param list<IUser> $users
	 * @return list<array{id: string, name: string}>
	 */
	private static function named(array $users): array {
		return array_map(static fn (IUser $user): array => ['id' => $user->getUID(), 'name' => $user->getDisplayName()], $users);
	}
}
