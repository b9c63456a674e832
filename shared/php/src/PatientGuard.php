<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/**
 * Judges a write by the patient whose appointment it is: one that cancels it (STATUS) or moves it (DTSTART, DTEND). What is
 * stored is built from what was stored before; nothing else of what was sent counts.
 */
final class PatientGuard {
	public static function judge(WriteRequest $request, VCalendar $next, VCalendar $previous, CalendarConfig $calendar): Verdict {
		$practice = $request->practice;
		$zone = $practice->timeZone();
		$now = $request->now->getTimestamp();
		$asked = AppointmentReader::master($next);
		$isCancel = $asked !== null && strtoupper(trim(EventProperties::text($asked, 'STATUS') ?? '')) === 'CANCELLED';
		$action = $isCancel ? 'cancel' : 'move';
		if (!RoleMatrix::can(Role::Patient, $action, true)) {
			return Verdict::refuse([new Issue('ROLE_FORBIDDEN', null, ['action' => $action])]);
		}
		$allowed = SelfService::of($previous, $practice, $calendar, $now);
		$blockers = $isCancel ? $allowed->cancel : $allowed->reschedule;
		if ($blockers !== []) {
			return Verdict::refuse($blockers);
		}
		$object = clone $previous;
		$event = AppointmentReader::master($object);
		$stored = $event === null ? null : AppointmentReader::ofEvent($event, $practice);
		$times = $asked === null ? null : EventTimes::of($asked, $zone);
		$time = $times?->interval();
		if ($event === null || $stored === null || $times === null || $times->start->isDate || $time === null || $time->isEmpty()) {
			return Verdict::refuse([new Issue('TIME_INVALID', 'start')]);
		}
		$type = $practice->type($stored->field('appointmentType'));
		$moved = !$isCancel && $type !== null && $time != $stored->interval();
		$unfit = $moved ? BookingTime::issues($time, $type, $calendar, $practice, $now) : [];
		if ($unfit !== []) {
			return Verdict::refuse($unfit);
		}
		$status = match (true) {
			$isCancel => 'CANCELLED',
			$moved && $type->approval === 'manual' => 'TENTATIVE',
			default => $stored->status,
		};
		try {
			$transition = ApprovalMachine::decide($stored->status, $status, Role::Patient, $type->approval ?? 'manual');
		} catch (IssuesException $refusal) {
			return Verdict::refuse($refusal->issues);
		}
		if ($moved) {
			self::writeInterval($object, $event, $time, $zone);
		}
		if ($moved || $isCancel) {
			self::revise($event, $stored, $status, $practice, $calendar, $now);
		}
		return Verdict::accept('appointment', $object, !EventProperties::same($object, $next), $status, $transition['name'] ?? null, $moved, $moved ? [$type->blocked($time)] : []);
	}

	/**
	 * What a patient asks for, as the object they would write.
	 *
	 * @param VCalendar $stored the calendar object of their appointment
	 * @param ?Interval $time without buffers, where to move it; null: cancel it
	 */
	public static function request(VCalendar $stored, ?Interval $time, \DateTimeZone $zone): VCalendar {
		$next = clone $stored;
		$event = AppointmentReader::master($next);
		if ($event !== null && $time === null) {
			EventProperties::set($event, 'STATUS', 'CANCELLED');
		} elseif ($event !== null && $time !== null) {
			self::writeInterval($next, $event, $time, $zone);
		}
		return $next;
	}

	private static function writeInterval(VCalendar $object, VEvent $event, Interval $time, \DateTimeZone $zone): void {
		$event->remove('DURATION');
		EventTimes::write($event, 'DTSTART', $time->start, $zone);
		EventTimes::write($event, 'DTEND', $time->end, $zone);
		EventTimes::ensureZone($object, $zone);
	}

	/** A new revision (RFC 5545 §3.8.7.4) of the appointment with another status. */
	private static function revise(VEvent $event, Appointment $stored, string $status, Practice $practice, CalendarConfig $calendar, int $now): void {
		EventProperties::set($event, 'X-REQUIRES-CONFIRMATION', $status === 'TENTATIVE' ? 'TRUE' : 'FALSE');
		// a reason that the practice gave for something else is not why the patient comes at another time, or not at all
		$event->remove('X-STATUS-REASON');
		EventRenderer::render($event, $practice, $calendar, $status, $stored->note);
		EventProperties::set($event, 'SEQUENCE', (string)($stored->sequence + 1));
		EventTimes::writeUtc($event, 'DTSTAMP', $now);
		EventTimes::writeUtc($event, 'LAST-MODIFIED', $now);
	}
}
