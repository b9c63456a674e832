<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

use Sprechstunde\Core\IssuesException;

/** Makes sure that a request which is sent twice is carried out once. */
interface RequestStore {
	/**
	 * @param string $key the client's idempotency key
	 * @param string $content canonical form of what is asked for
	 * @param int $now epoch seconds
	 * @throws IssuesException REQUEST_IN_PROGRESS, IDEMPOTENCY_KEY_REUSED
	 */
	public function begin(string $key, string $content, int $now): Attempt;

	/** @param array<string, mixed> $answer holds no patient's data; it is what a retry gets */
	public function finish(Attempt $attempt, array $answer): void;

	/** Nothing was stored: the key is free again. */
	public function forget(Attempt $attempt): void;

	/** Nobody knows: a retry goes on with the same UID. */
	public function release(Attempt $attempt): void;
}
