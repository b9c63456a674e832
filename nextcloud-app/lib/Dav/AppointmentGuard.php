<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\FreeWindows;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\RoleMatrix;
use Sprechstunde\Core\SlotFinder;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\Verdict;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** Asks the core about a write, and the index about its time. Runs under the calendar's lock. */
final class AppointmentGuard {
	public function __construct(
		private PracticeStore $store,
		private CalendarIds $ids,
		private OccurrenceIndex $index,
		private AppointmentState $state,
		private Objects $objects,
		private TrashedTwin $trash,
		private Storable $storable,
		private ITimeFactory $time,
	) {
	}

	/**
	 * The object as it is to be stored.
	 *
	 * @param string $body what the client sent
	 * @param ?string $stored what is stored; null where the object is new
	 * @return ?string iCalendar; null where the body may be stored as it came
	 * @throws IssuesException
	 */
	public function judge(CurrentWrite $write, string $body, ?string $stored): ?string {
		$practice = $this->store->get() ?? throw new \LogicException('a located calendar belongs to a practice');
		$calendar = $write->location->calendar;
		$uri = (string)$write->location->object;
		$calendarId = $this->ids->of($calendar) ?? throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		$known = $stored === null ? null : $this->state->findByUri($calendarId, $uri);
		$next = CalendarParser::parse($body);
		if ($write->role !== Role::Booking) {
			$this->storable->check($next);
		}
		$verdict = WriteGuard::judge(new WriteRequest(
			role: $write->role,
			operation: $stored === null ? 'create' : 'update',
			next: $next,
			previous: $stored === null ? null : Objects::parse($stored),
			practice: $practice,
			calendarId: $calendar->id,
			now: $this->time->now(),
			objectUri: $uri,
			previousStatusChange: $this->lastChange($known),
		));
		if (!$verdict->ok) {
			throw new IssuesException($verdict->issues === [] ? [new Issue('INTERNAL')] : $verdict->issues);
		}
		if ($write->role === Role::Booking && $verdict->calendar !== null) {
			$this->checkBooking($practice, $calendar, $calendarId, $uri, $verdict, $verdict->calendar);
		} elseif ($stored === null && $verdict->calendar !== null) {
			$this->trash->purge($calendarId, $verdict->calendar);
		}
		return $verdict->changed || str_starts_with(ltrim($body), '[') ? $verdict->calendar?->serialize() : null;
	}

	/** @throws IssuesException where the role may not do this to an object that stays as it is */
	public function allow(CurrentWrite $write, string $action): void {
		if (!RoleMatrix::can($write->role, $action)) {
			throw new IssuesException([new Issue('ROLE_FORBIDDEN', null, ['action' => $action])]);
		}
	}

	private function checkBooking(Practice $practice, CalendarConfig $calendar, int $calendarId, string $uri, Verdict $verdict, VCalendar $object): void {
		$event = AppointmentReader::master($object);
		$appointment = $event === null ? null : AppointmentReader::ofEvent($event, $practice);
		$time = $appointment?->interval();
		if ($appointment === null || $time === null) {
			throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		}
		if ($this->objects->exists($calendarId, $uri, $appointment->uid)) {
			throw new IssuesException([new Issue('UID_EXISTS', 'uid')]);
		}
		$now = $this->time->getTime();
		if ($this->index->isTaken($calendarId, $verdict->claims)) {
			$bookable = FreeWindows::bookable($practice, $now);
			$type = $practice->type($appointment->field('appointmentType'));
			$busy = $this->index->busy($calendarId, $bookable->start, $bookable->end);
			throw new IssuesException([new Issue('SLOT_TAKEN', 'start')],
				$type === null ? [] : SlotFinder::alternatives($practice, $calendar, $type, $busy, $time->start, $now));
		}
		$maximum = $practice->booking->dailyMaximum;
		if ($maximum !== null) {
			$day = (new \DateTimeImmutable('@' . $time->start))->setTimezone($practice->timeZone())->setTime(0, 0);
			if ($this->state->countOnline($calendarId, $day->getTimestamp(), $day->modify('+1 day')->getTimestamp()) >= $maximum) {
				throw new IssuesException([new Issue('DAILY_MAXIMUM_REACHED', 'start')]);
			}
		}
	}

	private function lastChange(?StateRow $known): ?StatusChange {
		return $known === null || $known->status === '' ? null
			: new StatusChange($known->previousStatus, $known->status, max(0, $this->time->getTime() - $known->statusChangedAt));
	}
}
