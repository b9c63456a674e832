<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

use Sprechstunde\Core\Issue;

/** What the schema can't say of a configuration's webhooks. */
final class WebhookValidator {
	/**
	 * @param array<mixed> $data a practice configuration that fits its schema
	 * @return list<Issue>
	 */
	public static function issues(array $data): array {
		/** @var array{calendars: list<array{id: string}>, webhooks?: list<array{url: string, calendars?: list<string>}>} $data */
		$known = array_column($data['calendars'], 'id');
		$issues = [];
		foreach ($data['webhooks'] ?? [] as $index => $webhook) {
			if (!WebhookUrl::isAllowed($webhook['url'])) {
				$issues[] = new Issue('WEBHOOK_URL', "/webhooks/$index/url");
			}
			foreach ($webhook['calendars'] ?? [] as $place => $id) {
				if (!in_array($id, $known, true)) {
					$issues[] = new Issue('REFERENCE_UNKNOWN', "/webhooks/$index/calendars/$place", ['value' => $id]);
				}
			}
		}
		return $issues;
	}
}
