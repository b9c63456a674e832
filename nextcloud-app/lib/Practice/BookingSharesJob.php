<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;
use OCP\IGroupManager;
use Sprechstunde\Core\Role;

/** Every five minutes, for ways to a share that are no DAV request (Nextcloud's search, its dashboard). */
final class BookingSharesJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private RoleResolver $roles,
		private IGroupManager $groups,
		private BookingShares $shares,
	) {
		parent::__construct($time);
		$this->setInterval(300);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->store->refresh();
		$this->calendars->forget();
		$group = $this->store->get()?->roles()[Role::Booking->value] ?? null;
		foreach ($group === null ? [] : $this->groups->get($group)?->getUsers() ?? [] as $user) {
			if ($this->roles->of($user->getUID()) === Role::Booking) {
				$this->shares->withdraw($user);
			}
		}
	}
}
