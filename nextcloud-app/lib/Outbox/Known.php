<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Record\StateRow;
use Sprechstunde\Core\MailEvent;

/** What of an appointment its patient knows, or is to know. */
final readonly class Known {
	/**
	 * @param string $status TENTATIVE, CONFIRMED or CANCELLED
	 * @param int $start epoch seconds, likewise $end
	 * @param string $visible hash of what else they see (StateRow::$visible)
	 * @param int $calendarId the doctor's
	 */
	public function __construct(
		public string $status,
		public int $start,
		public int $end,
		public string $visible,
		public int $calendarId,
	) {
	}

	/** Null for a block. To a patient what is deleted is cancelled. */
	public static function ofState(StateRow $state): ?self {
		$status = $state->deletedAt === 0 ? $state->status : 'CANCELLED';
		return $state->kind !== 'appointment' || $state->status === '' ? null : new self($status, $state->start, $state->end, $state->visible, $state->calendarId);
	}

	/** Null where they have not heard of it yet. */
	public static function ofRow(OutboxRow $row): ?self {
		return $row->baseStatus === '' ? null : new self($row->baseStatus, $row->baseStart, $row->baseEnd, $row->baseVisible, $row->calendarId);
	}

	public function cancelled(): self {
		return new self('CANCELLED', $this->start, $this->end, $this->visible, $this->calendarId);
	}

	/**
	 * Which mail it takes to tell them; null: none.
	 *
	 * @param ?self $before what they know; null: nothing
	 * @param bool $isConflict it took back what they had just changed
	 * @param bool $byPatient they did it themselves
	 */
	public static function news(?self $before, self $after, bool $isConflict, bool $byPatient): ?string {
		return MailEvent::of(
			$before?->status, $after->status,
			$before !== null && ($before->start !== $after->start || $before->end !== $after->end),
			$before !== null && ($before->visible !== $after->visible || $before->calendarId !== $after->calendarId),
			$isConflict, $byPatient,
		);
	}
}
