<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCP\Authentication\Token\IProvider;
use OCP\Config\IUserConfig;
use OCP\IGroup;
use OCP\IUser;
use OCP\IUserManager;
use OCP\Security\ISecureRandom;

/**
 * Accounts of practice programs that this app made, and no others: whoever manages the practice may do to them what otherwise only the
 * server's administrator may.
 */
final class Devices {
	private const APP = 'sprechstunde';
	private const MARK = 'device';

	public function __construct(
		private IUserManager $users,
		private IUserConfig $marks,
		private AppPasswords $passwords,
		private IProvider $tokens,
		private ISecureRandom $random,
	) {
	}

	/** A name for a new account that nobody has. */
	public function freeName(string $wanted): string {
		for ($name = $wanted, $number = 2; $this->users->userExists($name); $number++) {
			$name = "$wanted-$number";
		}
		return $name;
	}

	/** Makes an account that can keep no files, belongs to one group, and that nobody logs in with: there is no password but app passwords. */
	public function create(string $name, string $displayName, IGroup $group): IUser {
		// an account may stand although what Nextcloud does for a new one met a locked table
		$user = Patience::with(fn (): IUser|false => $this->users->get($name) ?? $this->users->createUser($name, $this->random->generate(48) . 'aA1!')) ?: throw new \RuntimeException("the account $name could not be made");
		$this->marks->setValueString($name, self::APP, self::MARK, '1');
		Patience::with(static fn (): bool => $user->setDisplayName($displayName));
		$user->setQuota('0 B');
		$group->addUser($user);
		return $user;
	}

	/** The account, where this app made it; null for all others. */
	public function find(string $name): ?IUser {
		$user = $this->users->get($name);
		return $user !== null && $this->marks->getValueString($user->getUID(), self::APP, self::MARK) === '1' ? $user : null;
	}

	/** A new app password, which is the only one from now on; whoever was paused may go on with it. */
	public function renew(IUser $user, string $program): string {
		$this->tokens->invalidateTokensOfUser($user->getUID(), null);
		$user->setEnabled(true);
		return $this->passwords->create($user->getUID(), $program, true);
	}

	/** Nobody gets in with it until it has a new password. */
	public function lock(IUser $user): void {
		$this->tokens->invalidateTokensOfUser($user->getUID(), null);
		$user->setEnabled(false);
	}

	/** Of one that was to be made: whatever of it stands goes, as far as that works. */
	public function abandon(string $name): void {
		try {
			$this->users->get($name)?->delete();
		} catch (\Throwable) {
			// why it could not be made is what counts
		}
	}

	public function remove(IUser $user): void {
		$this->lock($user);
		Patience::with(static fn (): bool => $user->delete());
	}
}
