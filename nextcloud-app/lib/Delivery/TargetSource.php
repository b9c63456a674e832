<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use Sprechstunde\Core\Practice;

/** Says who hears of a change. Asked within the write's transaction: it makes no query and no request. */
interface TargetSource {
	/** Whether there is anybody at all, from the configuration alone. */
	public static function isConfigured(Practice $practice): bool;

	/** @return array<string, string> target → which of the change's events it is told as */
	public function targetsFor(Practice $practice, Change $change): array;
}
