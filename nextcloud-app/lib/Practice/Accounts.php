<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IGroup;
use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;

/** Accounts and groups of this server, to choose from. */
final class Accounts {
	/** more are found by their names */
	private const MOST = 200;

	public function __construct(
		private IUserManager $users,
		private IGroupManager $groups,
	) {
	}

	/** @return list<array{id: string, name: string}> those whose name or id has the text in it, by name */
	public function search(string $text): array {
		$found = array_values(array_filter($this->users->searchDisplayName($text, self::MOST), static fn (IUser $user): bool => $user->isEnabled()));
		return array_map(static fn (IUser $user): array => ['id' => $user->getUID(), 'name' => $user->getDisplayName()], $found);
	}

	/** @return list<array{id: string, name: string, members: int}> */
	public function groups(): array {
		return array_map(static fn (IGroup $group): array => ['id' => $group->getGID(), 'name' => $group->getDisplayName(), 'members' => count($group->getUsers())], array_values($this->groups->search('', self::MOST)));
	}
}
