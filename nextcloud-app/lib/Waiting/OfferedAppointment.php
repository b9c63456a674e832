<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\AppointmentWriter;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventRenderer;
use Sprechstunde\Core\EventTimes;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\WaitingEntry;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** The appointment that comes of an accepted offer: a new one, or the one that was to be moved forward. Under the calendars' locks, by the guard. */
final class OfferedAppointment {
	public function __construct(
		private CalDavBackend $backend,
		private Objects $objects,
		private CalendarIds $calendars,
		private WritePass $pass,
		private ITimeFactory $time,
	) {
	}

	/**
	 * The practice has offered it, so it is confirmed.
	 *
	 * @param ?StateRow $related what is to be moved; null: nothing
	 * @throws IssuesException
	 */
	public function book(WaitingEntry $entry, Offer $offer, ?StateRow $related, CalendarConfig $calendar, Practice $practice): void {
		$stored = $related === null ? null : $this->objects->byIds([$related->objectId])[$related->objectId] ?? null;
		$object = $stored === null || $stored['deleted'] ? null : Objects::parse($stored['data']);
		$this->pass->during(new Writer('waiting-list', Role::Patient), function () use ($stored, $object, $related, $entry, $offer, $calendar, $practice): void {
			if ($stored === null || $object === null || $related === null) {
				$this->create($entry, $offer, $calendar, $practice);
			} else {
				$this->move($object, $stored, $offer, $calendar, $practice);
			}
		});
	}

	private function create(WaitingEntry $entry, Offer $offer, CalendarConfig $calendar, Practice $practice): void {
		$uid = JcalWriter::uid($this->time->now(), random_bytes(16), $practice->domain);
		$next = AppointmentWriter::write($uid, ['source' => 'WAITING_LIST'] + $entry->fields, $offer->time, 'CONFIRMED', $entry->note, $practice, $calendar, $this->time->getTime());
		$this->backend->createCalendarObject($offer->calendarId, "$uid.ics", $this->judged($next, null, "$uid.ics", $calendar, $practice)->serialize());
	}

	/** @param array{id: int, calendarId: int, uri: string, etag: string, data: string, deleted: bool} $stored */
	private function move(VCalendar $object, array $stored, Offer $offer, CalendarConfig $calendar, Practice $practice): void {
		$next = clone $object;
		$event = AppointmentReader::master($next) ?? throw new \LogicException('an appointment has an event');
		$event->remove('DURATION');
		$event->remove('X-STATUS-REASON');
		EventTimes::write($event, 'DTSTART', $offer->time->start, $practice->timeZone());
		EventTimes::write($event, 'DTEND', $offer->time->end, $practice->timeZone());
		EventTimes::ensureZone($next, $practice->timeZone());
		EventProperties::set($event, 'STATUS', 'CONFIRMED');
		$judged = clone $this->judged($next, $object, $stored['uri'], $calendar, $practice);
		self::nameSource($judged, $object, $calendar, $practice);
		$from = $this->calendars->all()[$stored['calendarId']] ?? null;
		if ($stored['calendarId'] !== $offer->calendarId && $from !== null) {
			$this->backend->moveCalendarObject("principals/users/$from->owner", $stored['id'], "principals/users/$calendar->owner", $offer->calendarId, $stored['uri']);
		}
		$this->backend->updateCalendarObject($offer->calendarId, $stored['uri'], $judged->serialize());
	}

	/** Which no account may change in an appointment that is there, but the list itself. */
	private static function nameSource(VCalendar $moved, VCalendar $before, CalendarConfig $calendar, Practice $practice): void {
		$event = AppointmentReader::master($moved);
		$appointment = AppointmentReader::read($moved, $practice);
		if ($event !== null && $appointment !== null) {
			EventProperties::set($event, 'X-BOOKING-SOURCE', 'WAITING_LIST');
			EventRenderer::render($event, $practice, $calendar, 'CONFIRMED', $appointment->note, AppointmentReader::master($before));
		}
	}

	/** As a member of the team would write it. */
	private function judged(VCalendar $next, ?VCalendar $previous, string $uri, CalendarConfig $calendar, Practice $practice): VCalendar {
		return WriteGuard::judge(new WriteRequest(
			role: Role::Staff, operation: $previous === null ? 'create' : 'update', next: $next, previous: $previous, practice: $practice,
			calendarId: $calendar->id, now: $this->time->now(), objectUri: $uri,
		))->accepted();
	}
}
