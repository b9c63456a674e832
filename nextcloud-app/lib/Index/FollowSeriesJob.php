<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\QueuedJob;

/** Follows what repeats more often than the request that wrote it could: until then the rest of it counts as taken. */
final class FollowSeriesJob extends QueuedJob {
	public function __construct(
		ITimeFactory $time,
		private Reindex $reindex,
	) {
		parent::__construct($time);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->reindex->extend();
	}
}
