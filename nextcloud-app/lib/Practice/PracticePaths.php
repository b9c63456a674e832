<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;

/** Which practice calendar a DAV path names, without asking the database. */
final class PracticePaths {
	/** Prefix of the booking account's calendars, as ExternalCalendar builds it. */
	public const VIRTUAL = 'app-generated--sprechstunde--';

	public function __construct(
		private PracticeStore $store,
	) {
	}

	/** @param string $path below the DAV root, decoded: `calendars/USER/CALENDAR[/OBJECT]` */
	public function locate(string $path): ?Location {
		// Sabre steps over empty segments
		$parts = array_values(array_filter(explode('/', $path), static fn (string $part): bool => $part !== ''));
		if (count($parts) < 3 || count($parts) > 4 || $parts[0] !== 'calendars') {
			return null;
		}
		// read only now: most requests are none of ours
		$practice = $this->store->get();
		$calendar = $practice === null ? null : $this->named($practice, $parts[1], $parts[2]);
		return $calendar === null ? null : new Location($calendar, $parts[1], str_starts_with($parts[2], self::VIRTUAL), $parts[3] ?? null);
	}

	/** Address of a calendar as an account reaches it, from the server's root. */
	public function addressFor(CalendarConfig $calendar, string $userId): string {
		$name = $calendar->owner === $userId ? $calendar->uri : $calendar->uri . '_shared_by_' . $calendar->owner;
		return '/remote.php/dav/calendars/' . rawurlencode($userId) . '/' . rawurlencode($name) . '/';
	}

	private function named(Practice $practice, string $user, string $name): ?CalendarConfig {
		if (str_starts_with($name, self::VIRTUAL)) {
			$calendar = $practice->calendar(substr($name, strlen(self::VIRTUAL)));
			return $calendar !== null && self::VIRTUAL . $calendar->id === $name ? $calendar : null;
		}
		foreach ($practice->calendars() as $calendar) {
			// Nextcloud finds accounts whatever the case of their name
			$isOwn = mb_strtolower($user) === mb_strtolower($calendar->owner) && $name === $calendar->uri;
			if ($isOwn || mb_strtolower($name) === mb_strtolower($calendar->uri . '_shared_by_' . $calendar->owner)) {
				return $calendar;
			}
		}
		return null;
	}
}
