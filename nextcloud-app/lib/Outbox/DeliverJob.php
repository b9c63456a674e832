<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\QueuedJob;

/** Runs when a row of the outbox falls due; its argument, the row's id, only tells jobs apart. */
final class DeliverJob extends QueuedJob {
	public function __construct(
		ITimeFactory $time,
		private OutboxProcessor $processor,
	) {
		parent::__construct($time);
	}

	/** @param mixed $argument */
	protected function run($argument): void {
		$this->processor->run();
	}
}
