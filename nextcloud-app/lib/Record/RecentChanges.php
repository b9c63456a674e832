<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\RecentChange;
use Sprechstunde\Core\Role;

/** What website and patients have just changed, as the state row holds it: a list of ETag, role and epoch seconds in JSON. */
final class RecentChanges {
	/** @return list<RecentChange> the oldest first */
	public static function read(string $text, int $now): array {
		$entries = $text === '' ? [] : json_decode($text, true);
		$changes = [];
		foreach (is_array($entries) ? $entries : [] as $entry) {
			[$etag, $role, $at] = is_array($entry) && count($entry) === 3 ? array_values($entry) : ['', '', 0];
			$role = Role::tryFrom((string)$role);
			if ($role !== null) {
				// a clock that was set back makes nothing younger than now
				$changes[] = new RecentChange((string)$etag, $role, max(0, $now - (int)$at));
			}
		}
		return $changes;
	}

	/** @param list<RecentChange> $changes */
	public static function text(array $changes, int $now): string {
		return $changes === [] ? '' : json_encode(array_map(
			static fn (RecentChange $change): array => [$change->etag, $change->role->value, $now - $change->secondsAgo], $changes), JSON_THROW_ON_ERROR);
	}
}
