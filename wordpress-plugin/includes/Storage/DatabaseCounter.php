<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Storage;

use Sprechstunde\WordPress\Security\Counter;

/** Counts in one statement, which no other request can come between. */
final class DatabaseCounter implements Counter {
	public function __construct(
		private readonly \wpdb $database,
	) {
	}

	public function increment(string $bucket, int $window): int {
		$table = Tables::counters($this->database);
		// @phpstan-ignore-next-line (the table's name is ours)
		$this->database->query($this->database->prepare("INSERT INTO $table (bucket, window_start, hits) VALUES (%s, %d, 1) ON DUPLICATE KEY UPDATE hits = hits + 1", $bucket, $window));
		// @phpstan-ignore-next-line
		return (int)$this->database->get_var($this->database->prepare("SELECT hits FROM $table WHERE bucket = %s AND window_start = %d", $bucket, $window));
	}
}
