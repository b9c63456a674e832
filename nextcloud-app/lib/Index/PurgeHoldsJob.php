<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJob;
use OCP\BackgroundJob\TimedJob;

/** Expired holds count no more; once a day they are taken away, too, where no new hold has done so. */
final class PurgeHoldsJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private Holds $holds,
	) {
		parent::__construct($time);
		$this->setInterval(86400);
		$this->setTimeSensitivity(IJob::TIME_INSENSITIVE);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->holds->purge($this->time->getTime());
	}
}
