<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Patient;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventRenderer;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\SelfService;

/** The appointment that a patient's token names, as it is stored. */
final readonly class OwnAppointment {
	/**
	 * @param string $etag with its quotes
	 */
	public function __construct(
		public int $objectId,
		public int $calendarId,
		public string $uri,
		public string $etag,
		public string $data,
		public VCalendar $object,
		public Appointment $appointment,
		public CalendarConfig $calendar,
	) {
	}

	/**
	 * What the patient is shown: neither name nor reason, which they know.
	 *
	 * @return array<string, mixed>
	 */
	public function toArray(Practice $practice, int $now): array {
		$allowed = SelfService::of($this->object, $practice, $this->calendar, $now);
		return [
			'calendar' => $this->calendar->id, 'doctor' => $this->calendar->doctor, 'location' => EventRenderer::location($practice, $this->calendar),
			'appointmentType' => $this->appointment->field('appointmentType'), 'status' => $this->appointment->status,
			...($this->appointment->interval()?->toArray() ?? []),
			'canCancel' => $allowed->cancel === [], 'canReschedule' => $allowed->reschedule === [],
			'until' => $allowed->until === null ? null : Interval::iso($allowed->until), 'etag' => $this->etag,
		];
	}
}
