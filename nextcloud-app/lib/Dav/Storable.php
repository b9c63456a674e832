<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\InvalidDataException;
use Sabre\VObject\Recur\MaxInstancesExceededException;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Whether Nextcloud can store an object. Natively what can't be repeated is a 500, and several series in one object are refused only after they were followed. */
final class Storable {
	public function __construct(
		private CalDavBackend $backend,
	) {
	}

	/** @throws IssuesException OBJECT_MALFORMED */
	public function check(VCalendar $object): void {
		$events = EventProperties::events($object);
		$series = 0;
		$isPlain = count($events) === 1;
		foreach ($events as $event) {
			$rules = count(EventProperties::all($event, 'RRULE'));
			$series += EventProperties::all($event, 'RECURRENCE-ID') === [] ? 1 : 0;
			$isPlain = $isPlain && $rules === 0 && EventProperties::all($event, 'DURATION') === [];
			if ($rules > 1 || $series > 1) {
				throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
			}
		}
		try {
			if (!$isPlain && $events !== []) {
				$this->backend->getDenormalizedData($object->serialize());
			}
		} catch (InvalidDataException|MaxInstancesExceededException) {
			throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		}
	}
}
