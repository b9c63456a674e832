<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** What patients may do to their appointment themselves; no issue: they may. */
final readonly class SelfService {
	private const RECURRING = ['RRULE', 'RDATE', 'RECURRENCE-ID'];

	/**
	 * @param list<Issue> $cancel
	 * @param list<Issue> $reschedule
	 * @param ?int $until the last moment for both, epoch seconds; null: nothing is possible at any time
	 */
	private function __construct(
		public array $cancel,
		public array $reschedule,
		public ?int $until,
	) {
	}

	/**
	 * @param VCalendar $stored the calendar object
	 * @param int $now epoch seconds
	 */
	public static function of(VCalendar $stored, Practice $practice, CalendarConfig $calendar, int $now): self {
		$appointment = self::plainAppointment($stored, $practice);
		$time = $appointment?->interval();
		if ($appointment === null || $time === null) {
			return self::refuse(new Issue('SELF_SERVICE_UNAVAILABLE', null, ['phone' => $practice->phone]), null);
		}
		$hours = $practice->booking->cancelDeadlineHours;
		$until = $time->start - 3600 * $hours;
		if ($appointment->status === 'CANCELLED') {
			return self::refuse(new Issue('APPOINTMENT_CANCELLED'), $until);
		}
		if ($now > $until || $now >= $time->start) {
			return self::refuse(new Issue('DEADLINE_PASSED', null, ['hours' => $hours, 'phone' => $practice->phone]), $until);
		}
		$type = $practice->type($appointment->field('appointmentType'));
		$isOffered = $type !== null && $type->online && $calendar->offers($type->code);
		return new self([], $isOffered ? [] : [new Issue('SELF_SERVICE_UNAVAILABLE', null, ['phone' => $practice->phone])], $until);
	}

	private static function refuse(Issue $issue, ?int $until): self {
		return new self([$issue], [$issue], $until);
	}

	/** A single appointment; a series is for the practice to change. */
	private static function plainAppointment(VCalendar $stored, Practice $practice): ?Appointment {
		$event = AppointmentReader::master($stored);
		if ($event === null || count(EventProperties::events($stored)) > 1) {
			return null;
		}
		foreach (self::RECURRING as $name) {
			if (EventProperties::all($event, $name) !== []) {
				return null;
			}
		}
		$appointment = AppointmentReader::read($stored, $practice);
		return $appointment === null || $appointment->allDay ? null : $appointment;
	}
}
