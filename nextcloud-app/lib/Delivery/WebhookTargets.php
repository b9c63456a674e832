<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Webhooks\Webhook;

/** The webhooks that hear of a change. */
final class WebhookTargets implements TargetSource {
	public static function isConfigured(Practice $practice): bool {
		return $practice->webhooks() !== [];
	}

	public function targetsFor(Practice $practice, Change $change): array {
		$targets = [];
		foreach ($practice->webhooks() as $webhook) {
			$event = array_values(array_intersect($change->events, $webhook->events))[0] ?? null;
			if ($event !== null && $webhook->active && self::hears($webhook, $change)) {
				$targets[$webhook->target()] = $event;
			}
		}
		return $targets;
	}

	private static function hears(Webhook $webhook, Change $change): bool {
		return $webhook->calendars === [] || array_filter($webhook->calendars, $change->concerns(...)) !== [];
	}
}
