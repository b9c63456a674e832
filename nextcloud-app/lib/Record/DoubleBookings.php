<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Index\OccurrenceIndex;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\RoleMatrix;

/** Whoever may book a time twice does so on purpose; the log says where. */
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
		$old = $before?->takesPlace();
		$new = $after->takesPlace();
		$isNews = $new !== null && ($old?->start !== $new->start || $old->end !== $new->end || $before?->calendarId !== $after->calendarId);
		if (!$isNews || !RoleMatrix::can($writer->role, 'doubleBook')) {
			return;
		}
		$coming = array_filter($busy, static fn (Interval $one): bool => $one->end > $now);
		foreach (array_slice(array_values($coming), 0, self::OCCURRENCES) as $one) {
			if ($this->index->isShared($after->calendarId, $after->objectId, $one)) {
				$this->log->note('WARNING', 'DOUBLE_BOOKED', $writer, $after->objectId, $after->calendarId, $after->uid, ['start' => $one->start, 'end' => $one->end]);
				return;
			}
		}
	}
}
