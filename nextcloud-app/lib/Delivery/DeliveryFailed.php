<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** Why a target could not be told. Neither reason nor message names a patient. */
final class DeliveryFailed extends \Exception {
	/**
	 * @param string $reason a code of the contract's delivery failures
	 * @param int $status of the answer; 0: there was none
	 * @param ?int $retryAfter seconds that the target asks to wait
	 * @param bool $isFinal trying again is of no use
	 */
	public function __construct(
		public readonly string $reason,
		public readonly int $status = 0,
		public readonly ?int $retryAfter = null,
		public readonly bool $isFinal = false,
	) {
		parent::__construct($reason);
	}
}
