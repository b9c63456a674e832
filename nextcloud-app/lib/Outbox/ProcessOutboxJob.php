<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Patient\PatientTokens;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;

/** Every five minutes, for rows whose own job was lost; patients' links that have expired go as well. */
final class ProcessOutboxJob extends TimedJob {
	public function __construct(
		ITimeFactory $time,
		private OutboxProcessor $processor,
		private PatientTokens $tokens,
	) {
		parent::__construct($time);
		$this->setInterval(300);
	}

	/** @param mixed $argument */
	protected function run($argument): void {
		$this->processor->run();
		$this->tokens->removeExpired();
	}
}
