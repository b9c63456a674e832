<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Index\OccurrenceIndex;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\RoleMatrix;

/**
 * Whoever may book a time twice does so on purpose; the log says where. A practice program's own entry may be no appointment to us and
 * still take an appointment's time; of what is no appointment two may well share theirs.
 */
final class DoubleBookings {
	/** Occurrences of a series that are looked at. */
	private const OCCURRENCES = 5;

	public function __construct(
		private OccurrenceIndex $index,
		private ActivityLog $log,
	) {
	}

	/** @param list<Interval> $busy time of the object as it is stored now, buffers included */
	public function note(?StateRow $before, StateRow $after, array $busy, Writer $writer, int $now): void {
		if ($busy === [] || !self::isNews($before, $after) || !RoleMatrix::can($writer->role, 'doubleBook')) {
			return;
		}
		$coming = array_filter($busy, static fn (Interval $one): bool => $one->end > $now);
		foreach (array_slice(array_values($coming), 0, self::OCCURRENCES) as $one) {
			if ($this->index->isShared($after->calendarId, $after->objectId, $one, $after->kind !== 'appointment')) {
				$this->log->note('WARNING', 'DOUBLE_BOOKED', $writer, $after->objectId, $after->calendarId, $after->uid, ['start' => $one->start, 'end' => $one->end]);
				return;
			}
		}
	}

	private static function isNews(?StateRow $before, StateRow $after): bool {
		return $before === null || $before->deletedAt !== 0 || $before->status === 'CANCELLED' || $before->kind !== $after->kind
			|| [$before->start, $before->end, $before->calendarId] !== [$after->start, $after->end, $after->calendarId];
	}
}
