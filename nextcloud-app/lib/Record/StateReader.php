<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventTimes;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Series;

/** Makes the state of an object from what it holds. */
final class StateReader {
	/**
	 * @param string $actor account that wrote it; empty: the system
	 * @param int $indexedUntil how far its busy time is in the index; 0: all of it
	 */
	public static function read(int $objectId, int $calendarId, string $uri, VCalendar $calendar, Practice $practice, ?StateRow $before, string $actor, int $now, int $indexedUntil = 0): StateRow {
		$event = AppointmentReader::master($calendar);
		$isAppointment = $event !== null && AppointmentReader::isAppointment($event);
		$appointment = $event === null ? null : AppointmentReader::ofEvent($event, $practice);
		$time = $event === null ? null : EventTimes::of($event, $practice->timeZone())?->interval();
		$status = $isAppointment && $appointment !== null ? $appointment->status : '';
		$statusChanged = $before === null || $before->status !== $status;
		return new StateRow(
			$objectId, $calendarId, $uri,
			mb_substr($appointment->uid ?? '', 0, 255),
			$before->owner ?? $actor,
			$isAppointment ? 'appointment' : 'block',
			$status,
			$statusChanged ? ($before === null || $before->status === '' ? 'NEW' : $before->status) : $before->previousStatus,
			$statusChanged ? $now : $before->statusChangedAt,
			$time->start ?? 0, $time->end ?? 0,
			self::code($appointment, 'appointmentType', 64), self::code($appointment, 'source', 20),
			$appointment === null || $event === null ? '' : self::visible($appointment, (string)($event->LOCATION ?? ''), Series::of($calendar, $practice->timeZone())),
			$actor, $before->createdAt ?? $now, $now, 0, $indexedUntil,
		);
	}

	/** @param string $series empty where the appointment takes place once */
	private static function visible(Appointment $appointment, string $location, string $series): string {
		return md5(self::code($appointment, 'appointmentType', 64) . "\n$location" . ($series === '' ? '' : "\n$series"));
	}

	private static function code(?Appointment $appointment, string $field, int $max): string {
		return $appointment === null ? '' : mb_substr($appointment->field($field), 0, $max);
	}
}
