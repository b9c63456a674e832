<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\Members;
use OCA\Sprechstunde\Record\Announced;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Db\TTransactional;
use OCP\IDBConnection;
use OCP\Notification\IManager;
use OCP\Notification\INotification;
use Sprechstunde\Core\Practice;

/** Tells the team of new requests, each once, and once somebody has decided, nobody any more. After the write, by what is stored then; the jobs make up for what was missed. */
final class RequestNotice {
	use TTransactional;

	public function __construct(
		private Announced $announced,
		private Members $members,
		private IManager $notifications,
		private IDBConnection $db,
	) {
	}

	/**
	 * Looks after whatever was missed.
	 *
	 * @param list<int> $calendarIds the practice's
	 */
	public function run(Practice $practice, array $calendarIds): void {
		$this->about($this->announced->pending($calendarIds), $practice);
	}

	/** @param list<int> $objectIds that may have become a request, or ceased to be one */
	public function about(array $objectIds, Practice $practice): void {
		if ($objectIds === []) {
			return;
		}
		// phones hear of all of it at once, when it is stored
		$isMine = $this->notifications->defer();
		try {
			foreach ($objectIds as $objectId) {
				// told and noted together: what fails is told by the next run
				$this->atomic(function () use ($objectId, $practice): void {
					$this->one($objectId, $practice);
				}, $this->db);
			}
		} finally {
			if ($isMine) {
				$this->notifications->flush();
			}
		}
	}

	private function one(int $objectId, Practice $practice): void {
		if ($this->announced->release($objectId)) {
			$this->notifications->markProcessed($this->notification($objectId));
			return;
		}
		$row = $this->announced->claim($objectId);
		if ($row === null) {
			return;
		}
		foreach ($this->listeners($row, $practice) as $account) {
			$this->notifications->notify($this->notification($objectId)->setUser($account)->setSubject('request')
				->setDateTime((new \DateTime())->setTimestamp($row->statusChangedAt)));
		}
	}

	/** @return list<string> accounts of the team, but for whoever made it a request: they know */
	private function listeners(StateRow $row, Practice $practice): array {
		return array_values(array_filter($this->members->team($practice), static fn (string $account): bool => $account !== $row->actor));
	}

	private function notification(int $objectId): INotification {
		return $this->notifications->createNotification()->setApp('sprechstunde')->setObject('request', (string)$objectId);
	}
}
