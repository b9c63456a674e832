<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\QueuedJob;

/** Runs when an offer ends, or when time became free. Its argument only tells one from another: whatever is due is done. */
final class OfferJob extends QueuedJob {
	public function __construct(
		ITimeFactory $time,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private WaitingRound $round,
	) {
		parent::__construct($time);
	}

	/** @param mixed $argument */
	protected function run($argument): void {
		$this->store->refresh();
		$this->calendars->forget();
		$this->round->run();
	}
}
