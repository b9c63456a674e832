<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\Admins;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Notification\IManager;

/** Tells the practice's admins that a target could not be told: once per target, until somebody has looked after it. */
final class GivenUpNotice {
	public function __construct(
		private Admins $admins,
		private IManager $notifications,
		private ITimeFactory $time,
	) {
	}

	public function givenUp(string $target): void {
		foreach ($this->admins->all() as $admin) {
			$notification = $this->notifications->createNotification();
			$notification->setApp('sprechstunde')->setUser($admin->getUID())->setObject('listener', self::idOf($target))->setSubject('listener');
			// the next one takes the place of the one before
			$this->notifications->markProcessed($notification);
			$this->notifications->notify($notification->setDateTime($this->time->getDateTime()));
		}
	}

	public function settled(string $target): void {
		$notification = $this->notifications->createNotification();
		$this->notifications->markProcessed($notification->setApp('sprechstunde')->setObject('listener', self::idOf($target)));
	}

	/** Nextcloud takes 64 characters. */
	private static function idOf(string $target): string {
		return substr(hash('sha256', $target), 0, 32);
	}
}
