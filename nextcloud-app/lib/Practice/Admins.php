<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;
use Sprechstunde\Core\Role;

/** Accounts that run the practice: the group of its admins, and the owners of its calendars. */
final class Admins {
	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
		private IGroupManager $groups,
		private IUserManager $users,
	) {
	}

	/** @return list<IUser> those that are enabled */
	public function all(): array {
		$practice = $this->store->get();
		$found = [];
		foreach ($practice === null ? [] : $this->groups->get($practice->roles()['admin'])?->getUsers() ?? [] as $user) {
			$found[$user->getUID()] = $user;
		}
		foreach ($practice?->calendars() ?? [] as $calendar) {
			$user = $this->users->get($calendar->owner);
			if ($user !== null) {
				$found[$user->getUID()] = $user;
			}
		}
		return array_values(array_filter($found, fn (IUser $user): bool => $user->isEnabled() && $this->roles->of($user->getUID()) === Role::Admin));
	}
}
