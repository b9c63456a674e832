<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\Interval;

/** Last known state of one calendar object; times in epoch seconds, texts empty where there is nothing to say. */
final readonly class StateRow {
	/**
	 * @param string $owner account that created the object
	 * @param string $kind appointment or block
	 * @param string $status TENTATIVE, CONFIRMED, CANCELLED; empty for a block
	 * @param string $previousStatus the status before the last change of it; NEW at first
	 * @param string $visible hash of what else a patient sees (type, place, how it repeats)
	 * @param string $actor account that wrote last
	 * @param int $deletedAt 0: not deleted
	 * @param int $indexedUntil how far its busy time is in the index; 0: all of it
	 * @param string $etag of what is stored, with its quotes
	 * @param string $recent what website and patients have just changed (RecentChanges)
	 */
	public function __construct(
		public int $objectId,
		public int $calendarId,
		public string $uri,
		public string $uid,
		public string $owner,
		public string $kind,
		public string $status,
		public string $previousStatus,
		public int $statusChangedAt,
		public int $start,
		public int $end,
		public string $typeCode,
		public string $source,
		public string $visible,
		public string $actor,
		public int $createdAt,
		public int $changedAt,
		public int $deletedAt = 0,
		public int $indexedUntil = 0,
		public string $etag = '',
		public string $recent = '',
	) {
	}

	/** @param array<string, mixed> $row of the table */
	public static function fromRow(array $row): self {
		$text = static fn (string $name): string => (string)($row[$name] ?? '');
		$number = static fn (string $name): int => (int)($row[$name] ?? 0);
		return new self(
			$number('object_id'), $number('calendar_id'), $text('uri'), $text('uid'), $text('owner'), $text('kind'), $text('status'),
			$text('previous_status'), $number('status_changed_at'), $number('start_at'), $number('end_at'), $text('type_code'),
			$text('source'), $text('visible'), $text('actor'), $number('created_at'), $number('changed_at'), $number('deleted_at'),
			$number('indexed_until'),
			$text('etag'), $text('recent'),
		);
	}

	/** @return array<string, int|string> columns and their values */
	public function toRow(): array {
		return [
			'object_id' => $this->objectId, 'calendar_id' => $this->calendarId, 'uri' => $this->uri, 'uid' => $this->uid,
			'owner' => $this->owner, 'kind' => $this->kind, 'status' => $this->status, 'previous_status' => $this->previousStatus,
			'status_changed_at' => $this->statusChangedAt, 'start_at' => $this->start, 'end_at' => $this->end,
			'type_code' => $this->typeCode, 'source' => $this->source, 'visible' => $this->visible, 'actor' => $this->actor,
			'created_at' => $this->createdAt, 'changed_at' => $this->changedAt, 'deleted_at' => $this->deletedAt,
			'indexed_until' => $this->indexedUntil,
			'etag' => $this->etag, 'recent' => $this->recent,
		];
	}

	public function remembering(string $etag, string $recent): self {
		return self::fromRow(['etag' => $etag, 'recent' => $recent] + $this->toRow());
	}

	/** When the appointment takes place; null: not at all, or it is none. */
	public function takesPlace(): ?Interval {
		return $this->kind !== 'appointment' || $this->status === 'CANCELLED' || $this->deletedAt !== 0 ? null : new Interval($this->start, $this->end);
	}
}
