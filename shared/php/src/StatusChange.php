<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** The last change of an appointment's status, as the state table remembers it. */
final readonly class StatusChange {
	/** @param string $from NEW, TENTATIVE, CONFIRMED or CANCELLED */
	public function __construct(
		public string $from,
		public string $to,
		public int $secondsAgo,
	) {
	}
}
