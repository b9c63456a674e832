<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\Location;
use Sprechstunde\Core\Role;

/** The DAV request that writes to a practice calendar: who, and where. */
final readonly class CurrentWrite {
	/**
	 * @param string $user account that asks
	 * @param string $hold digest of the token of a slot's hold; empty: none
	 */
	public function __construct(
		public string $method,
		public string $user,
		public ?Role $role,
		public Location $location,
		public string $hold = '',
	) {
	}
}
