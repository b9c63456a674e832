<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

/** Something in which the app's tables and a calendar disagree. Names objects and times, no patients. */
final readonly class Difference {
	/**
	 * @param string $calendar id in the practice configuration
	 * @param ?string $uri last segment of the object's address; null where the object is gone, or it is about the whole calendar
	 * @param string $kind calendar, unreadable, lock, state-missing, state, state-surplus, busy, busy-surplus, horizon
	 * @param string $detail in English, for an administrator
	 */
	public function __construct(
		public string $calendar,
		public ?string $uri,
		public string $kind,
		public string $detail,
	) {
	}

	/** @return array{calendar: string, uri: ?string, kind: string, detail: string} */
	public function toArray(): array {
		return ['calendar' => $this->calendar, 'uri' => $this->uri, 'kind' => $this->kind, 'detail' => $this->detail];
	}
}
