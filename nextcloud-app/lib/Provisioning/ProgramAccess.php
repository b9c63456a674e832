<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\IGroupManager;
use OCP\IUserManager;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** App passwords for accounts that belong to programs: the website's, and those of practice software. */
final class ProgramAccess {
	public function __construct(
		private AppPasswords $passwords,
		private IUserManager $users,
		private IGroupManager $groups,
		private ActivityLog $log,
	) {
	}

	/**
	 * Earlier ones stay valid.
	 *
	 * @param 'booking'|'pvs' $role of the account
	 * @return string it is stored nowhere
	 * @throws IssuesException NOT_FOUND: no such account with this role; ACCOUNT_FOR_MORE: it has other groups, so it may be a person's
	 */
	public function create(Practice $practice, string $role, string $account, Writer $writer): string {
		$user = $this->users->get($account);
		$groups = $user === null ? [] : $this->groups->getUserGroupIds($user);
		$group = $practice->roles()[$role];
		if ($user === null || !$user->isEnabled() || !in_array($group, $groups, true)) {
			throw new IssuesException([new Issue('NOT_FOUND', 'account')]);
		}
		// with it goes all that the account may do on this server, and whoever manages the practice need not manage that
		if ($groups !== [$group]) {
			throw new IssuesException([new Issue('ACCOUNT_FOR_MORE', 'account', ['value' => $account])]);
		}
		$password = $this->passwords->create($account, $role === Role::Pvs->value ? 'Praxissoftware' : 'Website');
		$this->log->note('WARNING', 'APP_PASSWORD_CREATED', $writer, 0, 0, '', ['account' => $account]);
		return $password;
	}
}
