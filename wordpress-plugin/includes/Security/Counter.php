<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** Counts, so that parallel requests count too. */
interface Counter {
	/**
	 * @param int $window epoch seconds at which the window began
	 * @return int the count, this one included
	 */
	public function increment(string $bucket, int $window): int;
}
