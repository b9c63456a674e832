<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventTime;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Whether Nextcloud can store an object. Natively what can't be repeated is a 500, and several series in one object are refused only after they were followed. */
final class Storable {
	/** of the columns in Nextcloud's table, 255; in the trash `-deleted` is added to an address */
	private const LONGEST_URI = 240;
	private const LONGEST_UID = 255;

	public function __construct(
		private CalDavBackend $backend,
	) {
	}

	/** @throws IssuesException OBJECT_MALFORMED */
	public function check(string $uri, VCalendar $object): void {
		if (mb_strlen($uri) > self::LONGEST_URI || mb_strlen(TrashedTwin::uidOf($object)) > self::LONGEST_UID) {
			throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		}
		$events = EventProperties::events($object);
		$series = 0;
		$isPlain = count($events) === 1;
		foreach ($events as $event) {
			$rules = count(EventProperties::all($event, 'RRULE'));
			$series += EventProperties::all($event, 'RECURRENCE-ID') === [] ? 1 : 0;
			$isPlain = $isPlain && $rules === 0 && EventProperties::all($event, 'DURATION') === [] && self::hasTimes($event);
			if ($rules > 1 || $series > 1 || self::neverEnds($event, count($events) > 1)) {
				throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
			}
		}
		foreach ($object->getComponents() as $component) {
			if ($component->name !== 'VTIMEZONE' && !$component instanceof VEvent && !self::hasTimes($component)) {
				throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
			}
		}
		try {
			if (!$isPlain && $events !== []) {
				$this->backend->getDenormalizedData($object->serialize());
			}
		} catch (\Throwable) {
			// rules without end and times that are none raise errors of many kinds
			throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		}
	}

	/** Sabre's reader stands still at rules by the minute or second: where it is to leave out the time at which it stands, it does so for ever. */
	private static function neverEnds(VEvent $event, bool $hasOverrides): bool {
		foreach ($hasOverrides || EventProperties::all($event, 'EXDATE') !== [] ? EventProperties::all($event, 'RRULE') : [] as $rule) {
			$text = (string)$rule->getRawMimeDirValue();
			if (preg_match('/(?:^|;)FREQ=(?:SECONDLY|MINUTELY)/i', $text) === 1 && preg_match('/(?:^|;)COUNT=/i', $text) !== 1) {
				return true;
			}
		}
		return false;
	}

	/** DTSTART, and DTEND or DUE where there is one, each one time. */
	private static function hasTimes(Component $event): bool {
		$utc = new \DateTimeZone('UTC');
		foreach (['DTSTART', 'DTEND', 'DUE', 'RECURRENCE-ID'] as $name) {
			foreach (EventProperties::all($event, $name) as $property) {
				$times = EventTime::ofProperty($property, $utc);
				if (count($times) !== 1 || $times[0] === null) {
					return false;
				}
			}
		}
		return true;
	}
}
