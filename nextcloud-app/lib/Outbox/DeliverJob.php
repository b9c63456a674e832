<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\BackgroundJob\QueuedJob;

/** Runs when a row of the outbox falls due; its argument is the row's id. Where the row was put off meanwhile, it runs again then: changes needn't look for it. */
final class DeliverJob extends QueuedJob {
	public function __construct(
		ITimeFactory $time,
		private OutboxProcessor $processor,
		private OutboxTable $table,
		private IJobList $jobs,
	) {
		parent::__construct($time);
	}

	/** @param mixed $argument */
	protected function run($argument): void {
		$this->processor->run();
		$dueAt = is_int($argument) ? $this->table->dueAt($argument) : null;
		if ($dueAt !== null && !$this->jobs->has(self::class, $argument)) {
			$this->jobs->scheduleAfter(self::class, $dueAt, $argument);
		}
	}
}
