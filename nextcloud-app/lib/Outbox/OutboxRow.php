<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

/** News of one object that a patient may have to hear: only what they last knew, never whom it is about. */
final readonly class OutboxRow {
	public const PATIENT = 'patient';
	/** Likewise to the patient, who had changed what is no more. */
	public const CONFLICT = 'conflict';
	/** To the practice's admins. */
	public const ALERT = 'alert';

	/**
	 * @param string $baseStatus status that the patient last knew; empty: they know of nothing yet
	 * @param int $baseStart epoch seconds, likewise $baseEnd
	 * @param string $baseVisible hash of what else they know (StateRow::$visible)
	 * @param int $attempts how often sending began
	 * @param string $kind PATIENT, CONFLICT or ALERT
	 * @param int $calendarId where it was when they last heard of it
	 * @param bool $byPatient they did it themselves
	 * @param ?string $deletedCopy encrypted iCalendar, where it was deleted
	 */
	public function __construct(
		public int $id,
		public int $objectId,
		public int $calendarId,
		public string $baseStatus,
		public int $baseStart,
		public int $baseEnd,
		public string $baseVisible,
		public int $attempts,
		public string $kind = self::PATIENT,
		public string $uid = '',
		public bool $byPatient = false,
		public ?string $deletedCopy = null,
	) {
	}

	/** @param array<string, mixed> $row of the table */
	public static function fromRow(array $row): self {
		return new self(
			(int)$row['id'], (int)$row['object_id'], (int)$row['calendar_id'], (string)($row['base_status'] ?? ''),
			(int)$row['base_start'], (int)$row['base_end'], (string)($row['base_visible'] ?? ''), (int)$row['attempts'], (string)$row['kind'],
			(string)($row['uid'] ?? ''), (int)($row['by_patient'] ?? 0) === 1, self::text($row['deleted_copy'] ?? null),
		);
	}

	/** On some databases a long text comes as a stream. */
	private static function text(mixed $value): ?string {
		$text = is_resource($value) ? (string)stream_get_contents($value) : (string)($value ?? '');
		return $text === '' ? null : $text;
	}
}
