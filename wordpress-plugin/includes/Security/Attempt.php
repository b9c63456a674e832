<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** One try to carry out a request. */
final readonly class Attempt {
	/**
	 * @param string $id of the request in the store
	 * @param int $requestedAt epoch seconds of the first try; part of the UID, so every try has the same one
	 * @param string $randomBytes 16 bytes; likewise
	 * @param bool $resumed an earlier try may have stored the appointment
	 * @param array<string, mixed>|null $answer of the try that succeeded; nothing is left to do
	 */
	public function __construct(
		public string $id,
		public int $requestedAt,
		public string $randomBytes,
		public bool $resumed = false,
		public ?array $answer = null,
	) {
	}
}
