<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Unanswered;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;
use Psr\Log\LoggerInterface;

/** Reports requests that nobody has answered for the hours that the practice has set; each once. */
final class EscalationJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private PracticeStore $store,
		private Unanswered $unanswered,
		private EscalationAlert $alert,
		private ActivityLog $log,
		private LoggerInterface $logger,
	) {
		parent::__construct($time);
		$this->setInterval(900);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->store->refresh();
		$practice = $this->store->get();
		$hours = $practice?->booking->escalationHours;
		if ($practice === null || $hours === null) {
			return;
		}
		$now = $this->time->getTime();
		$rows = $this->unanswered->since($now - $hours * 3600, $now);
		if ($rows === []) {
			return;
		}
		try {
			$this->alert->send($practice);
		} catch (\Exception $error) {
			// nothing is noted, so that the next run tries again
			$this->logger->warning('Sprechstunde could not report unanswered requests: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
			return;
		}
		foreach ($rows as $row) {
			$this->log->note('WARNING', 'ESCALATED', new Writer('', null), $row->objectId, $row->calendarId, $row->uid);
		}
	}
}
