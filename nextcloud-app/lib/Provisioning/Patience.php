<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCP\DB\Exception;

/** Nextcloud writes address books along with accounts, and reads before it writes: on SQLite that fails where somebody else writes in between. */
final class Patience {
	private const TRIES = 5;

	/**
	 * @template T
	 * @param \Closure(): T $what may be done again
	 * @return T
	 */
	public static function with(\Closure $what): mixed {
		for ($try = 1; ; $try++) {
			try {
				return $what();
			} catch (Exception $locked) {
				if ($try >= self::TRIES) {
					throw $locked;
				}
				usleep($try * 100_000);
			}
		}
	}
}
