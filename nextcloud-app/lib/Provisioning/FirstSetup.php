<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;
use OCP\Security\ISecureRandom;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Sets a practice up that isn't yet: groups and who is in them, the website's account, and what the Provisioner makes of the configuration. */
final class FirstSetup {
	private const ROLES = ['staff', 'admin', 'pvs'];
	private const ACCOUNT = '/^[a-z0-9][a-z0-9._-]{0,63}$/D';

	public function __construct(
		private PracticeStore $store,
		private Provisioner $provisioner,
		private AppPasswords $passwords,
		private IUserManager $users,
		private IGroupManager $groups,
		private ISecureRandom $random,
	) {
	}

	/**
	 * @param array<mixed> $document the practice configuration
	 * @param array<mixed> $members role (staff, admin, pvs) → accounts that are to be in its group
	 * @param string $account of the website; made where it isn't there yet
	 * @return array{done: list<string>, user: string, password: string} `password`: an app password of the website's account; stored nowhere
	 * @throws IssuesException naming each broken rule; nothing is done then
	 */
	public function run(array $document, array $members, string $account): array {
		if ($this->store->get() !== null) {
			throw new IssuesException([new Issue('ALREADY_CONFIGURED')]);
		}
		$practice = Practice::fromArray($document);
		$chosen = self::chosen($members);
		$issues = [...$this->accountIssues($practice, $chosen), ...$this->websiteIssues($practice, $account), ...$this->roleIssues($practice, $chosen, $account)];
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		foreach ($practice->roles() as $role => $name) {
			$group = $this->groups->get($name) ?? $this->groups->createGroup($name);
			foreach ($chosen[$role] ?? [] as $id) {
				$user = $this->users->get($id);
				if ($group !== null && $user !== null && !$group->inGroup($user)) {
					$group->addUser($user);
				}
			}
		}
		$this->ensureWebsite($practice, $account);
		// before the configuration, which is stored last: where it isn't, all of this may be asked for again
		$password = $this->passwords->create($account);
		try {
			return ['done' => $this->provisioner->apply($document), 'user' => $account, 'password' => $password];
		} catch (\Throwable $error) {
			$this->passwords->takeBack($password);
			throw $error;
		}
	}

	/**
	 * @param array<mixed> $members
	 * @return array<string, list<string>>
	 */
	private static function chosen(array $members): array {
		$chosen = [];
		foreach (self::ROLES as $role) {
			$ids = $members[$role] ?? [];
			$chosen[$role] = array_values(array_unique(array_filter(is_array($ids) ? $ids : [], is_string(...))));
		}
		return $chosen;
	}

	/**
	 * @param array<string, list<string>> $chosen
	 * @return list<Issue>
	 */
	private function accountIssues(Practice $practice, array $chosen): array {
		$asked = [];
		foreach ($practice->calendars() as $index => $calendar) {
			$asked["/calendars/$index/owner"] = [$calendar->owner];
		}
		foreach ($chosen as $role => $ids) {
			$asked["/members/$role"] = $ids;
		}
		$issues = [];
		foreach ($asked as $path => $ids) {
			foreach ($ids as $id) {
				if (!$this->users->userExists($id)) {
					$issues[] = new Issue('OWNER_UNKNOWN', $path, ['value' => $id]);
				}
			}
		}
		return $issues;
	}

	/**
	 * An app password goes to the website: an account that may do more than book must not be taken for it.
	 *
	 * @return list<Issue>
	 */
	private function websiteIssues(Practice $practice, string $account): array {
		if (preg_match(self::ACCOUNT, $account) !== 1) {
			return [new Issue('FIELD_FORMAT', 'account', ['format' => 'a-z, 0-9, -'])];
		}
		$user = $this->users->get($account);
		if ($user === null) {
			return [];
		}
		return $this->groups->getUserGroupIds($user) === [$practice->roles()['booking']] ? [] : [new Issue('BOOKING_ACCOUNT_TAKEN', 'account', ['value' => $account])];
	}

	/**
	 * As AccountCheck has it, but before anybody is in a group.
	 *
	 * @param array<string, list<string>> $chosen
	 * @return list<Issue>
	 */
	private function roleIssues(Practice $practice, array $chosen, string $account): array {
		$has = [$account => ['booking' => true]];
		foreach ($practice->calendars() as $calendar) {
			$has[$calendar->owner]['admin'] = true;
		}
		foreach ($practice->roles() as $role => $name) {
			foreach ($chosen[$role] ?? [] as $id) {
				$has[$id][$role] = true;
			}
			foreach ($this->groups->get($name)?->getUsers() ?? [] as $user) {
				$has[$user->getUID()][$role] = true;
			}
		}
		$issues = [];
		foreach ($has as $id => $roles) {
			if (count($roles) > 1) {
				$issues[] = new Issue('TWO_ROLES', '/roles', ['value' => (string)$id, 'roles' => implode(', ', array_keys($roles))]);
			}
		}
		return $issues;
	}

	private function ensureWebsite(Practice $practice, string $account): void {
		$user = $this->users->get($account);
		if ($user === null) {
			// nobody logs in with it: the website has an app password, which ends where it is taken back
			$user = Patience::with(fn (): IUser|false => $this->users->get($account) ?? $this->users->createUser($account, $this->random->generate(48) . 'aA1!')) ?: throw new \RuntimeException('the website\'s account could not be made');
			Patience::with(static fn (): bool => $user->setDisplayName('Online-Buchung'));
		}
		$this->groups->get($practice->roles()['booking'])?->addUser($user);
	}
}
