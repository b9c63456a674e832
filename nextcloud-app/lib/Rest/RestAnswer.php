<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\DeliveryFailed;

/** What the REST interface of a program answered. */
final readonly class RestAnswer {
	/** what the same request, sent again, would be answered too */
	private const FINAL = [400, 405, 413, 415, 422];

	/**
	 * @param mixed $json null: none
	 * @param ?int $retryAfter seconds that it asks to wait
	 */
	public function __construct(
		public int $status,
		public mixed $json,
		public ?int $retryAfter,
	) {
	}

	public function isSuccess(): bool {
		return $this->status >= 200 && $this->status <= 299;
	}

	/** It has no such appointment, or none any more. */
	public function isMissing(): bool {
		return $this->status === 404 || $this->status === 410;
	}

	public function failure(): DeliveryFailed {
		return new DeliveryFailed($this->status >= 300 && $this->status <= 399 ? 'REDIRECTED' : 'REFUSED', $this->status, $this->retryAfter, in_array($this->status, self::FINAL, true));
	}
}
