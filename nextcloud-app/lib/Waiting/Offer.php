<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use Sprechstunde\Core\Interval;

/** A time that was offered to somebody on the waiting list. */
final readonly class Offer {
	public const OPEN = 'open';
	public const ACCEPTED = 'accepted';
	public const DECLINED = 'declined';
	/** nobody answered */
	public const EXPIRED = 'expired';
	/** the practice took it back, or could not send it */
	public const WITHDRAWN = 'withdrawn';

	/**
	 * @param string $hold digest by which its slot is held
	 * @param Interval $time the appointment's, without buffers
	 * @param int $expires epoch seconds; from then on it can't be accepted
	 */
	public function __construct(
		public int $id,
		public string $entryUid,
		public int $calendarId,
		public Interval $time,
		public int $expires,
		public string $state,
		public string $hold,
	) {
	}

	public function isOpen(int $now): bool {
		return $this->state === self::OPEN && $this->expires > $now;
	}

	/** @param array<string, mixed> $row of the table */
	public static function fromRow(array $row): self {
		return new self((int)$row['id'], (string)$row['entry_uid'], (int)$row['calendar_id'], new Interval((int)$row['start_at'], (int)$row['end_at']), (int)$row['expires_at'], (string)$row['state'], (string)($row['hold'] ?? ''));
	}
}
