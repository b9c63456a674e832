<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Takes away what the assistant booked as the website, to see that it can; nothing else can be taken away this way. */
final class TestBooking {
	/** of the patient that there is not */
	public const NAME = 'Testbuchung';
	private const SECONDS = 3600;

	public function __construct(
		private CalendarIds $calendars,
		private AppointmentState $states,
		private Objects $objects,
		private RoleResolver $roles,
		private CalendarLock $lock,
		private WritePass $pass,
		private CalDavBackend $backend,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $actor who asks, for the log
	 * @throws IssuesException NOT_FOUND where there is no test booking with this UID
	 */
	public function remove(string $uid, Practice $practice, string $actor): void {
		foreach (array_keys($this->calendars->all()) as $calendarId) {
			if ($this->isTest($calendarId, "$uid.ics", $practice)) {
				$this->lock->alone([$calendarId], fn () => $this->pass->during(
					new Writer($actor, Role::Admin),
					fn () => $this->backend->deleteCalendarObject($calendarId, "$uid.ics", CalDavBackend::CALENDAR_TYPE_CALENDAR, true),
				));
				return;
			}
		}
		throw new IssuesException([new Issue('NOT_FOUND', 'uid')]);
	}

	private function isTest(int $calendarId, string $uri, Practice $practice): bool {
		$state = $this->states->findByUri($calendarId, $uri);
		if ($state === null || $this->roles->of($state->owner) !== Role::Booking || $state->createdAt < $this->time->getTime() - self::SECONDS) {
			return false;
		}
		$stored = $this->objects->byIds([$state->objectId])[$state->objectId] ?? null;
		$calendar = $stored === null ? null : Objects::parse($stored['data']);
		return $calendar !== null && AppointmentReader::read($calendar, $practice)?->field('patientName') === self::NAME;
	}
}
