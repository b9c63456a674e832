<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\Interval;

/** Something in a calendar on one day. */
final readonly class DayEntry {
	/**
	 * @param Interval $time without buffers
	 * @param ?string $status null for a block
	 * @param bool $isBusy neither cancelled nor transparent
	 */
	public function __construct(
		public int $objectId,
		public string $uid,
		public Interval $time,
		public string $summary,
		public ?string $status,
		public bool $isBusy,
	) {
	}

	/** @return array{uid: string, start: string, end: string, kind: string, summary: string, status: ?string} */
	public function toArray(): array {
		return ['uid' => $this->uid, ...$this->time->toArray(), 'kind' => $this->status === null ? 'block' : 'appointment', 'summary' => $this->summary, 'status' => $this->status];
	}
}
