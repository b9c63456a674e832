<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/** What a server answered. */
final readonly class Answer {
	public function __construct(
		public int $status,
		public string $body,
		public string $contentType = '',
	) {
	}

	/** @return array<mixed>|null the body, where it is a JSON object or array */
	public function json(): ?array {
		$data = json_decode($this->body, true, 32);
		return is_array($data) ? $data : null;
	}
}
