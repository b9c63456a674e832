<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Patient;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Index\SlotCheck;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\ConflictRules;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\PatientGuard;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** Cancels or moves an appointment for its patient: under the lock, by the guard, and never over something they have not seen. */
final class PatientWrites {
	public function __construct(
		private PatientAccess $access,
		private CalendarLock $lock,
		private SlotCheck $slots,
		private WritePass $pass,
		private CalDavBackend $backend,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $etag what the patient has seen
	 * @throws IssuesException
	 */
	public function cancel(OwnAppointment $own, string $etag, Practice $practice): OwnAppointment {
		return $this->write($own, $etag, $practice, null);
	}

	/**
	 * @param Interval $time without buffers; in the same calendar
	 * @throws IssuesException
	 */
	public function reschedule(OwnAppointment $own, string $etag, Interval $time, Practice $practice): OwnAppointment {
		return $this->write($own, $etag, $practice, $time);
	}

	private function write(OwnAppointment $own, string $etag, Practice $practice, ?Interval $time): OwnAppointment {
		return $this->lock->alone([$own->calendarId], function () use ($own, $etag, $practice, $time): OwnAppointment {
			$current = $this->access->read($own->objectId, $practice);
			// moved to another calendar, whose lock this is not, or gone: the patient has not seen that
			if ($current === null || $current->calendarId !== $own->calendarId) {
				throw new IssuesException([new Issue('CHANGED_MEANWHILE')]);
			}
			ConflictRules::waivesIfMatch(Role::Patient, $etag, $current->etag, []);
			$this->store($current, PatientGuard::request($current->object, $time, $practice->timeZone()), $practice);
			return $this->access->read($own->objectId, $practice) ?? throw new \LogicException('what was just written is there');
		});
	}

	private function store(OwnAppointment $current, VCalendar $next, Practice $practice): void {
		$verdict = WriteGuard::judge(new WriteRequest(
			role: Role::Patient, operation: 'update', next: $next, previous: $current->object, practice: $practice,
			calendarId: $current->calendar->id, now: $this->time->now(), objectUri: $current->uri,
		));
		$accepted = $verdict->accepted();
		$moved = AppointmentReader::read($accepted, $practice)?->interval();
		$type = $practice->type($current->appointment->field('appointmentType'));
		if ($verdict->exclusive && $type !== null && $moved !== null) {
			$this->slots->pass($practice, $current->calendar, $current->calendarId, $type, $moved, '', $current->objectId);
		}
		if (EventProperties::same($accepted, $current->object)) {
			return;
		}
		$this->pass->during(Writer::patient(), fn () => $this->backend->updateCalendarObject($current->calendarId, $current->uri, $accepted->serialize()), $current->data, $current->object);
	}
}
