<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\Admins;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Notification\IManager;

/** Tells the practice's admins that a mail was given up; once somebody has looked after it, nobody is told any more. */
final class DeliveryNotice {
	public function __construct(
		private Admins $admins,
		private IManager $notifications,
		private ITimeFactory $time,
	) {
	}

	/** @param int $id of the outbox's row */
	public function failed(int $id): void {
		foreach ($this->admins->all() as $admin) {
			$notification = $this->notifications->createNotification();
			$notification->setApp('sprechstunde')->setUser($admin->getUID())->setObject('delivery', (string)$id)->setSubject('delivery');
			$this->notifications->notify($notification->setDateTime($this->time->getDateTime()));
		}
	}

	public function settled(int $id): void {
		$notification = $this->notifications->createNotification();
		$this->notifications->markProcessed($notification->setApp('sprechstunde')->setObject('delivery', (string)$id));
	}
}
