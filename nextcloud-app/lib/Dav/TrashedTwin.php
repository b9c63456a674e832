<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Record\Objects;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Natively a UID that lies in the trash, or that an update takes from another object, is a 500: the trashed one goes for good, the other stays. */
final class TrashedTwin {
	public function __construct(
		private Objects $objects,
		private CalDavBackend $backend,
	) {
	}

	/**
	 * @param string $uri of the object that is written
	 * @throws IssuesException UID_EXISTS
	 */
	public function giveWay(int $calendarId, string $uri, string $uid, bool $isNew): void {
		foreach ($this->objects->twins($calendarId, $uri, $uid) as $twin) {
			if (!$twin['deleted'] && $twin['uri'] === $uri && !$isNew) {
				continue;
			}
			// one at the same address is new only to an account from which it is hidden (CLASS)
			if (!$twin['deleted']) {
				throw new IssuesException([new Issue('UID_EXISTS', 'uid')]);
			}
			$this->backend->deleteCalendarObject($calendarId, $twin['uri'], CalDavBackend::CALENDAR_TYPE_CALENDAR, true);
		}
	}

	/** The UID by which Nextcloud files an object: that of its first component but time zones. */
	public static function uidOf(?VCalendar $calendar): string {
		foreach ($calendar?->getComponents() ?? [] as $component) {
			if ($component->name !== 'VTIMEZONE') {
				return EventProperties::text($component, 'UID') ?? '';
			}
		}
		return '';
	}
}
