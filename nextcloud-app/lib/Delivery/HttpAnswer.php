<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** What a target answered; `retryAfter`: seconds that it asks to wait, where it is busy. */
final readonly class HttpAnswer {
	public function __construct(
		public int $status,
		public string $body,
		public ?int $retryAfter = null,
	) {
	}
}
