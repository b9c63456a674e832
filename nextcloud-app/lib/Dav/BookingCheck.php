<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Index\Holds;
use OCA\Sprechstunde\Index\SlotCheck;
use OCA\Sprechstunde\Record\Objects;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Whether the time that the website books is free, and whether the booking is new. Runs under the calendar's lock. */
final class BookingCheck {
	public function __construct(
		private SlotCheck $slots,
		private Holds $holds,
		private Objects $objects,
	) {
	}

	/**
	 * @param VCalendar $object as it is to be stored
	 * @throws IssuesException
	 */
	public function pass(CurrentWrite $write, Practice $practice, int $calendarId, string $uri, VCalendar $object): void {
		$event = AppointmentReader::master($object);
		$appointment = $event === null ? null : AppointmentReader::ofEvent($event, $practice);
		$time = $appointment?->interval();
		$type = $practice->type($appointment?->field('appointmentType') ?? '');
		if ($appointment === null || $time === null || $type === null) {
			throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		}
		if ($this->objects->exists($calendarId, $uri, $appointment->uid)) {
			throw new IssuesException([new Issue('UID_EXISTS', 'uid')]);
		}
		$this->slots->pass($practice, $write->location->calendar, $calendarId, $type, $time, $write->hold);
		// the form is done, whatever it held
		$this->holds->release($write->hold);
	}
}
