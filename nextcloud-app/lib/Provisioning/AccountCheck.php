<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCP\IGroupManager;
use OCP\IUserManager;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\Practice;

/** What a practice configuration asks of this server's accounts. */
final class AccountCheck {
	public function __construct(
		private IUserManager $users,
		private IGroupManager $groups,
	) {
	}

	/** @return list<Issue> OWNER_UNKNOWN, TWO_ROLES */
	public function issues(Practice $practice): array {
		$roles = [];
		$issues = [];
		foreach ($practice->calendars() as $index => $calendar) {
			$roles[$calendar->owner]['admin'] = true;
			if (!$this->users->userExists($calendar->owner)) {
				$issues[] = new Issue('OWNER_UNKNOWN', "/calendars/$index/owner", ['value' => $calendar->owner]);
			}
		}
		foreach ($practice->connections() as $index => $connection) {
			if (!$this->users->userExists($connection->user)) {
				$issues[] = new Issue('OWNER_UNKNOWN', "/pvs/$index/user", ['value' => $connection->user]);
			}
		}
		foreach ($practice->roles() as $role => $group) {
			foreach ($this->groups->get($group)?->getUsers() ?? [] as $user) {
				$roles[$user->getUID()][$role] = true;
			}
		}
		foreach ($roles as $account => $has) {
			if (count($has) > 1) {
				$issues[] = new Issue('TWO_ROLES', '/roles', ['value' => (string)$account, 'roles' => implode(', ', array_keys($has))]);
			}
		}
		return $issues;
	}
}
