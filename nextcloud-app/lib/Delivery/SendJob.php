<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\QueuedJob;

/** Runs after each change that somebody is to hear of, and when one is to be tried again. */
final class SendJob extends QueuedJob {
	public function __construct(
		ITimeFactory $time,
		private Dispatcher $dispatcher,
	) {
		parent::__construct($time);
	}

	/** @param mixed $argument when it was to run; null: at once */
	protected function run($argument): void {
		$this->dispatcher->run();
	}
}
