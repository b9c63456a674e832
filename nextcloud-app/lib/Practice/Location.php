<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use Sprechstunde\Core\CalendarConfig;

/** Where in the practice's calendars a DAV path leads. */
final readonly class Location {
	/**
	 * @param string $home account in whose calendar home the path is
	 * @param bool $virtual the booking account's view of the calendar
	 * @param ?string $object object URI (last path segment); null: the calendar itself
	 */
	public function __construct(
		public CalendarConfig $calendar,
		public string $home,
		public bool $virtual,
		public ?string $object,
	) {
	}
}
