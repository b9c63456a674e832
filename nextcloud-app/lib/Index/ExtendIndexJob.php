<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJob;
use OCP\BackgroundJob\TimedJob;

/** The index reaches a year further than can be booked; once a week what repeats is followed further where it is due, half a year before it would matter. */
final class ExtendIndexJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private Reindex $reindex,
	) {
		parent::__construct($time);
		$this->setInterval(7 * 86400);
		$this->setTimeSensitivity(IJob::TIME_INSENSITIVE);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->reindex->extend();
	}
}
