<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** An object as it was; times in epoch seconds. */
final readonly class Version {
	/**
	 * @param string $data iCalendar
	 * @param string $actor account that had written it, likewise $role
	 * @param int $overwrittenAt when a conflict was decided against it; 0: it won, or was replaced by a restore
	 * @param bool $conflict kept because of a conflict
	 * @param int $settledAt when somebody dealt with the conflict; 0: nobody has
	 */
	public function __construct(
		public int $objectId,
		public int $calendarId,
		public string $uri,
		public string $etag,
		public string $data,
		public string $actor,
		public string $role,
		public int $writtenAt,
		public int $overwrittenAt,
		public bool $conflict,
		public int $id = 0,
		public int $settledAt = 0,
	) {
	}

	/**
	 * @param array<string, mixed> $row of the table
	 * @param string $data decrypted
	 */
	public static function fromRow(array $row, string $data): self {
		return new self(
			(int)$row['object_id'], (int)$row['calendar_id'], (string)($row['uri'] ?? ''), (string)($row['etag'] ?? ''), $data,
			(string)($row['actor'] ?? ''), (string)($row['role'] ?? ''), (int)$row['written_at'], (int)$row['overwritten_at'], (int)$row['conflict'] === 1, (int)$row['id'], (int)($row['settled_at'] ?? 0),
		);
	}
}
