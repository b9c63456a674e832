<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Index\BusyTime;
use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCA\Sprechstunde\Outbox\Outbox;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Role;

/** Writes down what happened to an object: busy time, state, and what the patient is to hear. */
final class Recorder {
	public function __construct(
		private PracticeStore $store,
		private OccurrenceIndex $index,
		private AppointmentState $state,
		private Outbox $outbox,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $user account that wrote; empty: a command or job, about which nobody is told
	 * @param bool $isNew the object was created by this write
	 */
	public function written(int $objectId, int $calendarId, string $uri, VCalendar $calendar, string $user, ?Role $role, bool $isNew = false): void {
		$practice = $this->store->get();
		if ($practice === null) {
			return;
		}
		$now = $this->time->getTime();
		$before = $this->state->find($objectId);
		$busy = BusyTime::of($calendar, $practice, $now);
		$after = StateReader::read($objectId, $calendarId, $uri, $calendar, $practice, $before, $user, $now, $busy->until);
		$this->index->replace($calendarId, $objectId, $busy->intervals, $isNew);
		$this->state->save($after, $before === null);
		if ($user !== '' && $after->kind === 'appointment') {
			$this->outbox->changed($before, $after, $now, $role === Role::Booking);
		}
	}

	public function deleted(int $objectId, string $user): void {
		$before = $this->state->find($objectId);
		$this->index->remove($objectId);
		if ($before === null || $before->deletedAt !== 0) {
			return;
		}
		$now = $this->time->getTime();
		$this->state->markDeleted($objectId, $user, $now);
		if ($user !== '' && $before->kind === 'appointment') {
			$this->outbox->deleted($before, $now);
		}
	}
}
