<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** One event of an appointment that one target is to hear of: as it was at that moment, never whom it is about. Instants in epoch seconds. */
final readonly class Delivery {
	/**
	 * @param string $eventId stays the same however often it is sent
	 * @param string $target such as `webhook:ID`
	 * @param string $calendar id in the practice configuration
	 * @param string $uri name of the object in its calendar
	 * @param string $kind one of the contract's webhook events
	 * @param string $etag of what was stored, with its quotes; empty where it was deleted
	 * @param string $oldCalendar id, where it was before it moved; empty: it didn't move, likewise $oldStart and $oldEnd with 0
	 * @param int $attempts how often sending has begun
	 * @param int $since when trying began: somebody may have had it begin anew
	 */
	public function __construct(
		public int $id,
		public string $eventId,
		public string $target,
		public string $uid,
		public int $objectId,
		public int $calendarId,
		public string $calendar,
		public string $uri,
		public string $kind,
		public string $status,
		public int $start,
		public int $end,
		public string $etag,
		public string $oldCalendar,
		public int $oldStart,
		public int $oldEnd,
		public int $createdAt,
		public int $attempts = 0,
		public int $since = 0,
	) {
	}

	/** @param array<string, mixed> $row of the table */
	public static function fromRow(array $row): self {
		$number = static fn (string $name): int => is_numeric($row[$name] ?? null) ? (int)$row[$name] : 0;
		$text = static fn (string $name): string => is_scalar($row[$name] ?? null) ? (string)$row[$name] : '';
		return new self(
			$number('id'), $text('event_id'), $text('target'), $text('uid'), $number('object_id'), $number('calendar_id'), $text('calendar'), $text('uri'),
			$text('kind'), $text('status'), $number('start_at'), $number('end_at'), $text('etag'),
			$text('old_calendar'), $number('old_start'), $number('old_end'), $number('created_at'), $number('attempts'), max($number('created_at'), $number('finished_at')),
		);
	}

	/** Not stored yet. */
	public static function of(string $target, string $kind, Change $change, int $now): self {
		$about = $change->about();
		$old = $change->hasMoved() ? $change->before : null;
		return new self(
			0, 'evt_' . bin2hex(random_bytes(16)), $target, mb_substr($about->uid, 0, 255), $about->objectId, $about->calendarId,
			$change->calendarOf($about), $about->uri, $kind, $about->status, $about->start, $about->end, $change->after === null ? '' : $about->etag,
			$old === null ? '' : $change->calendarOf($old), $old->start ?? 0, $old->end ?? 0, $now,
		);
	}
}
