<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** A change of an appointment by website or patient. */
final readonly class RecentChange {
	/** @param string $etag of the version that it replaced, with its quotes */
	public function __construct(
		public string $etag,
		public Role $role,
		public int $secondsAgo,
	) {
	}

	/** A PVS can't have seen it. */
	public function isYoung(): bool {
		return $this->secondsAgo < Contract::load()->conflict()['seconds'];
	}
}
