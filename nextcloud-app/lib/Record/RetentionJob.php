<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Rest\SeenEvents;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJob;
use OCP\BackgroundJob\TimedJob;

/** Once a day: old versions and log entries go, after the days that the practice has set; counts of synchronisation too. */
final class RetentionJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private PracticeStore $store,
		private Versions $versions,
		private ActivityLog $log,
		private SeenEvents $events,
		private SyncDays $syncDays,
	) {
		parent::__construct($time);
		$this->setInterval(86400);
		$this->setTimeSensitivity(IJob::TIME_INSENSITIVE);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->versions->removeExpired();
		$this->events->removeOld($this->time->getTime());
		$this->syncDays->removeOld();
		$this->store->refresh();
		$practice = $this->store->get();
		if ($practice !== null) {
			$this->log->removeBefore($this->time->getTime() - $practice->logDays() * 86400);
		}
	}
}
