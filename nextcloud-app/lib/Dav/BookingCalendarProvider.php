<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Integration\ExternalCalendar;
use OCA\DAV\CalDAV\Integration\ICalendarProvider;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use Sprechstunde\Core\CalendarConfig;

/** Puts one virtual calendar per practice calendar into a booking account's home. Everybody else sees none. */
final class BookingCalendarProvider implements ICalendarProvider {
	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
		private CalendarIds $ids,
		private CalDavBackend $backend,
		private AppointmentState $state,
		private AppointmentStates $states,
		private Objects $objects,
	) {
	}

	public function getAppId(): string {
		return 'sprechstunde';
	}

	/** @return list<ExternalCalendar> */
	public function fetchAllForCalendarHome(string $principalUri): array {
		if (!$this->isBooking($principalUri)) {
			return [];
		}
		$calendars = array_map(fn (CalendarConfig $calendar): ?ExternalCalendar => $this->make($principalUri, $calendar), $this->store->get()?->calendars() ?? []);
		return array_values(array_filter($calendars));
	}

	public function hasCalendarInCalendarHome(string $principalUri, string $calendarUri): bool {
		return $this->getCalendarInCalendarHome($principalUri, $calendarUri) !== null;
	}

	public function getCalendarInCalendarHome(string $principalUri, string $calendarUri): ?ExternalCalendar {
		$calendar = $this->isBooking($principalUri) ? $this->store->get()?->calendar($calendarUri) : null;
		return $calendar === null || $calendar->id !== $calendarUri ? null : $this->make($principalUri, $calendar);
	}

	private function isBooking(string $principalUri): bool {
		return str_starts_with($principalUri, 'principals/users/') && $this->roles->isBooking(substr($principalUri, 17));
	}

	private function make(string $principalUri, CalendarConfig $calendar): ?ExternalCalendar {
		$id = $this->ids->of($calendar);
		return $id === null ? null : new BookingCalendar($principalUri, $calendar, $id, $this->backend, $this->state, $this->states, $this->objects);
	}
}
