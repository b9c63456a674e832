<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Practice\CalendarIds;
use Sabre\DAV\PropPatch;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventTimes;

/** The practice's zone as a calendar's own (RFC 4791 §5.2.2): without it, Nextcloud's free/busy takes whole days and times without a zone for UTC. */
final class CalendarZone {
	private const PROPERTY = '{urn:ietf:params:xml:ns:caldav}calendar-timezone';

	public function __construct(
		private CalDavBackend $backend,
		private CalendarIds $ids,
	) {
	}

	/** Gives it to a calendar that has none, or another. Returns what was done, or null. */
	public function ensure(CalendarConfig $calendar, \DateTimeZone $zone): ?string {
		$id = $this->ids->of($calendar);
		$row = $id === null ? null : $this->backend->getCalendarById($id);
		if ($id === null || $row === null || self::isZone((string)($row[self::PROPERTY] ?? ''), $zone)) {
			return null;
		}
		$change = new PropPatch([self::PROPERTY => self::text($zone)]);
		$this->backend->updateCalendar($id, $change);
		return $change->commit() ? "set the time zone of calendar $calendar->id to {$zone->getName()}" : null;
	}

	private static function isZone(string $text, \DateTimeZone $zone): bool {
		return preg_match('/^TZID:' . preg_quote($zone->getName(), '/') . '\s*$/m', $text) === 1;
	}

	private static function text(\DateTimeZone $zone): string {
		$calendar = new VCalendar();
		EventTimes::ensureZone($calendar, $zone);
		return $calendar->serialize();
	}
}
