<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Rest\RestTargets;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Profiles;

/** What people call the targets that a practice has configured. */
final class TargetNames {
	/** One that is gone by now stands for itself. */
	public static function called(?Practice $practice, string $target): string {
		return $practice === null ? $target : self::of($practice)[$target] ?? $target;
	}

	/**
	 * @param bool $onlyActive without those that are switched off
	 * @return array<string, string> name by target; of connections only those with a REST interface
	 */
	public static function of(Practice $practice, bool $onlyActive = false): array {
		$names = [];
		foreach ($practice->webhooks() as $webhook) {
			if ($webhook->active || !$onlyActive) {
				$names[$webhook->target()] = $webhook->name;
			}
		}
		foreach ($practice->connections() as $connection) {
			if ($connection->rest !== null && ($connection->rest->active || !$onlyActive)) {
				$names[RestTargets::PREFIX . $connection->id] = Profiles::of($connection->profile)['name'];
			}
		}
		return $names;
	}
}
