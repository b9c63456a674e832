<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Patient\PatientTokens;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;

/** Every five minutes, for rows whose own job was lost; what is no longer needed goes as well. */
final class ProcessOutboxJob extends TimedJob {
	private const DAY = 86400;

	public function __construct(
		ITimeFactory $time,
		private OutboxProcessor $processor,
		private OutboxTable $table,
		private SentSequences $sent,
		private PatientTokens $tokens,
	) {
		parent::__construct($time);
		$this->setInterval(300);
	}

	/** @param mixed $argument */
	protected function run($argument): void {
		$this->processor->run();
		$this->tokens->removeExpired();
		$this->table->removeDone($this->time->getTime() - self::DAY);
		$this->table->removeDead($this->time->getTime() - 30 * self::DAY);
		$this->sent->removeOld($this->time->getTime());
	}
}
