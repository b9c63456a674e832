<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IGroupManager;
use OCP\IUserManager;
use Sprechstunde\Core\Role;

/** What an account is in the practice. */
final class RoleResolver {
	/** @var array<string, ?Role> */
	private array $known = [];

	public function __construct(
		private PracticeStore $store,
		private IGroupManager $groups,
		private IUserManager $users,
	) {
	}

	/** The role of an account; null where it has none, or two. The owner of a practice calendar counts as admin. */
	public function of(?string $userId): ?Role {
		if ($userId === null) {
			return null;
		}
		if (!array_key_exists($userId, $this->known)) {
			$this->known[$userId] = $this->resolve($userId);
		}
		return $this->known[$userId];
	}

	/** Whether an account is one of the website's; for nearly all that ask, their groups tell that it isn't, and the practice is not read. */
	public function isBooking(string $userId): bool {
		$group = $this->store->bookingGroup();
		return ($group === '' || $this->groups->isInGroup($userId, $group)) && $this->of($userId) === Role::Booking;
	}

	/** Likewise, of the practice program. */
	public function isPvs(string $userId): bool {
		$group = $this->store->pvsGroup();
		return ($group === '' || $this->groups->isInGroup($userId, $group)) && $this->of($userId) === Role::Pvs;
	}

	private function resolve(string $userId): ?Role {
		$practice = $this->store->get();
		$user = $practice === null ? null : $this->users->get($userId);
		if ($practice === null || $user === null) {
			return null;
		}
		foreach ($practice->calendars() as $calendar) {
			if ($calendar->owner === $userId) {
				return Role::Admin;
			}
		}
		$groups = $this->groups->getUserGroupIds($user);
		$roles = array_keys(array_intersect($practice->roles(), $groups));
		// two roles are refused when the practice is set up; an account that got a second one later has none
		return count($roles) === 1 ? Role::from($roles[0]) : null;
	}
}
