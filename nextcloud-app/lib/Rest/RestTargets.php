<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\Change;
use OCA\Sprechstunde\Delivery\TargetSource;
use Sprechstunde\Core\Practice;

/** The programs whose REST interface hears of a change; none hears of its own. */
final class RestTargets implements TargetSource {
	public const PREFIX = 'rest:';

	public static function isConfigured(Practice $practice): bool {
		foreach ($practice->connections() as $connection) {
			if ($connection->rest?->active === true) {
				return true;
			}
		}
		return false;
	}

	public function targetsFor(Practice $practice, Change $change): array {
		$targets = [];
		foreach ($practice->connections() as $connection) {
			$rest = $connection->rest;
			if ($rest !== null && $rest->active && $change->writer->name !== $connection->user && array_filter($rest->calendars, $change->concerns(...)) !== []) {
				// other fields are a change to it as well
				$targets[self::PREFIX . $connection->id] = $change->events[0] ?? 'changed';
			}
		}
		return $targets;
	}
}
