<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Reads appointments out of calendar objects. */
final class AppointmentReader {
	/** The appointment's master event; null for a block (see `isAppointment`) or where there is no VEVENT. */
	public static function read(VCalendar $calendar, Practice $practice): ?Appointment {
		throw new \LogicException('under construction');
	}

	/** A VEVENT is an appointment where it has a non-empty X-APPOINTMENT-TYPE or the category APPOINTMENT. */
	public static function isAppointment(VEvent $event): bool {
		throw new \LogicException('under construction');
	}

	/** Like `read`, of one event, appointment or not. */
	public static function ofEvent(VEvent $event, Practice $practice): Appointment {
		throw new \LogicException('under construction');
	}

	/** The VEVENT without RECURRENCE-ID, else the first one. */
	public static function master(VCalendar $calendar): ?VEvent {
		throw new \LogicException('under construction');
	}
}
