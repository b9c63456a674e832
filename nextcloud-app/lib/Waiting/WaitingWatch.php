<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use OCP\BackgroundJob\IJobList;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\WaitingEntry;

/** What a write to a practice calendar means for the waiting list. Made only where the practice keeps one; runs within the write's transaction. */
final class WaitingWatch {
	/** Not to be kept on the entry: it says where the appointment came from, not who waits. */
	private const NOT_OF_ENTRY = ['requiresConfirmation' => true, 'statusReason' => true, 'consent' => true];

	public function __construct(
		private TaskList $list,
		private FreedTime $freed,
		private IJobList $jobs,
	) {
	}

	/**
	 * Whether a write can mean anything for the list; for most this is all that it costs them.
	 *
	 * @param ?StateRow $before null: the object is new
	 * @param ?StateRow $after null: it was deleted
	 */
	public static function concerns(?StateRow $before, ?StateRow $after, Writer $writer): bool {
		return $before === null ? $writer->role === Role::Booking
			: $before->takesPlace() !== null && ($before->takesPlace() != $after?->takesPlace() || $before->calendarId !== $after?->calendarId);
	}

	/** @param ?StateRow $before null: the object is new */
	public function written(?StateRow $before, StateRow $after, VCalendar $calendar, Writer $writer, Practice $practice, int $now): void {
		if ($before === null && $writer->role === Role::Booking) {
			$this->enter($calendar, $practice, $now);
		}
		$this->noteFreed($before, $after, $practice, $now);
	}

	/** @param ?StateRow $after null: it was deleted */
	public function noteFreed(?StateRow $before, ?StateRow $after, Practice $practice, int $now): void {
		$was = $before?->takesPlace();
		if ($before === null || $was === null || $was->start <= $now || ($was == $after?->takesPlace() && $before->calendarId === $after?->calendarId)) {
			return;
		}
		$this->freed->note($before->calendarId, $was, $now);
		if ($practice->waitingList()?->isAutomatic === true) {
			$this->jobs->scheduleAfter(OfferJob::class, $now + Contract::load()->undoSeconds() + 1, $before->objectId);
		}
	}

	/** Whoever asked for it at booking is put on the list, once. */
	private function enter(VCalendar $calendar, Practice $practice, int $now): void {
		$appointment = AppointmentReader::read($calendar, $practice);
		if ($appointment === null || $appointment->field('earlierConsent') === '') {
			return;
		}
		$uid = 'waiting-' . substr(hash('sha256', $appointment->uid), 0, 32) . '@' . $practice->domain;
		if (!$this->list->has($uid)) {
			$fields = array_diff_key($appointment->fields, self::NOT_OF_ENTRY);
			$this->list->add(new WaitingEntry($uid, 'NEEDS-ACTION', 0, $now, null, null, [], [], $appointment->uid, $fields, ''), $practice, $now);
		}
	}
}
