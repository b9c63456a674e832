<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;

/** Every five minutes, for what no job of its own came for. */
final class WaitingListJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private WaitingRound $round,
	) {
		parent::__construct($time);
		$this->setInterval(300);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->store->refresh();
		$this->calendars->forget();
		$this->round->run();
	}
}
