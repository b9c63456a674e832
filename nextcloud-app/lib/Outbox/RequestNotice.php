<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\Members;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IAppConfig;
use OCP\Notification\IManager;
use Sprechstunde\Core\Practice;

/**
 * Tells the team of new requests, and once one of them has decided, nobody any more. Run by the jobs: the write itself tells nobody, and
 * which requests are open is seen in the state table.
 */
final class RequestNotice {
	private const APP = 'sprechstunde';
	private const KEY = 'announced_requests';
	/** Seconds for which a request counts as new where nobody was ever told of one. */
	private const FIRST = 900;

	public function __construct(
		private CalendarIds $calendars,
		private AppointmentState $states,
		private Members $members,
		private IAppConfig $config,
		private IManager $notifications,
		private ITimeFactory $time,
	) {
	}

	public function run(Practice $practice): void {
		$open = [];
		foreach ($this->states->withStatus(array_keys($this->calendars->all()), 'TENTATIVE') as $row) {
			$open[$row->objectId] = $row;
		}
		$isFirst = !$this->config->hasKey(self::APP, self::KEY, true);
		/** @var list<int> $announced */
		$announced = $isFirst ? [] : $this->config->getValueArray(self::APP, self::KEY, [], true);
		$since = $this->time->getTime() - self::FIRST;
		foreach (array_diff_key($open, array_flip($announced)) as $row) {
			if (!$isFirst || $row->statusChangedAt >= $since) {
				$this->announce($row, $practice);
			}
		}
		foreach (array_diff($announced, array_keys($open)) as $objectId) {
			$this->settled($objectId);
		}
		if ($isFirst || $announced !== array_keys($open)) {
			$this->config->setValueArray(self::APP, self::KEY, array_keys($open), true);
		}
	}

	public function settled(int $objectId): void {
		$notification = $this->notifications->createNotification();
		$this->notifications->markProcessed($notification->setApp(self::APP)->setObject('request', (string)$objectId));
	}

	private function announce(StateRow $row, Practice $practice): void {
		// two jobs at once tell it once
		$this->settled($row->objectId);
		foreach ($this->members->team($practice) as $account) {
			$notification = $this->notifications->createNotification();
			$notification->setApp(self::APP)->setUser($account)->setObject('request', (string)$row->objectId)->setSubject('request')
				->setDateTime((new \DateTime())->setTimestamp($row->statusChangedAt));
			$this->notifications->notify($notification);
		}
	}
}
