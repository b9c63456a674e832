<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** The practice's waiting list: a native task list, and how its time is offered. */
final readonly class WaitingList {
	/**
	 * @param string $owner Nextcloud account that owns the list
	 * @param string $uri last path segment of the list there
	 * @param int $offerMinutes how long an offer may be accepted
	 * @param bool $isAutomatic freed time is offered by itself
	 */
	public function __construct(
		public string $owner,
		public string $uri,
		public string $displayName,
		public int $offerMinutes,
		public bool $isAutomatic,
	) {
	}
}
