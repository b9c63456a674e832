<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Whether a booking is one plain event and nothing else. */
final class BookingShape {
	private const RECURRING = ['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID'];

	/** @return list<Issue> */
	public static function issues(VCalendar $next, Practice $practice, string $objectUri): array {
		$events = EventProperties::events($next);
		$issues = array_map(static fn (string $name): Issue => new Issue('COMPONENT_NOT_ALLOWED', null, ['component' => $name]), self::foreign($next, $events));
		if (count($events) !== 1) {
			$issues[] = new Issue('ONE_EVENT_ONLY');
		}
		if (self::anyHas($events, self::RECURRING)) {
			$issues[] = new Issue('RECURRENCE_NOT_ALLOWED');
		}
		if (self::anyHas($events, ['ATTACH'])) {
			$issues[] = new Issue('ATTACHMENT_NOT_ALLOWED');
		}
		return count($events) !== 1 ? $issues : [
			...$issues,
			...self::people($events[0], $practice),
			...self::repeated($events[0]),
			...self::uid($events[0], $objectUri),
		];
	}

	/**
	 * @param list<VEvent> $events
	 * @return list<string> names of what a booking must not have inside, each once
	 */
	private static function foreign(VCalendar $next, array $events): array {
		$names = array_filter(self::names($next), static fn (string $name): bool => !in_array($name, ['VEVENT', 'VTIMEZONE'], true));
		$inner = array_merge(...array_map(self::names(...), $events));
		return array_values(array_unique([...$names, ...$inner, ...(isset($next->METHOD) ? ['METHOD'] : [])]));
	}

	/** @return list<string> */
	private static function names(Component $component): array {
		return array_values(array_map(static fn (Component $one): string => strtoupper((string)$one->name), $component->getComponents()));
	}

	/**
	 * @param list<VEvent> $events
	 * @param list<string> $properties
	 */
	private static function anyHas(array $events, array $properties): bool {
		foreach ($events as $event) {
			foreach ($properties as $name) {
				if (EventProperties::all($event, $name) !== []) {
					return true;
				}
			}
		}
		return false;
	}

	/** @return list<Issue> */
	private static function people(VEvent $event, Practice $practice): array {
		$issues = [];
		$email = strtolower(EventProperties::text($event, 'X-PATIENT-EMAIL') ?? '');
		foreach (['ATTENDEE' => $email, 'ORGANIZER' => strtolower($practice->email)] as $name => $allowed) {
			foreach (EventProperties::all($event, $name) as $property) {
				if ($allowed === '' || EventProperties::address($property) !== $allowed) {
					$issues[] = new Issue($name . '_FOREIGN');
					break;
				}
			}
		}
		return $issues;
	}

	/** @return list<Issue> */
	private static function repeated(VEvent $event): array {
		$once = ['UID' => 'uid', 'DTSTART' => 'start', 'DTEND' => 'end'];
		foreach (Contract::load()->fields() as $field) {
			$once[$field->property] = $field->name;
		}
		$issues = [];
		foreach ($once as $property => $name) {
			if (count(EventProperties::all($event, $property)) > 1) {
				$issues[] = new Issue('FIELD_REPEATED', $name);
			}
		}
		return $issues;
	}

	/** @return list<Issue> */
	private static function uid(VEvent $event, string $objectUri): array {
		$uid = EventProperties::text($event, 'UID') ?? '';
		if (!EcmaPattern::matches(Contract::load()->limits()['uidPattern'], $uid)) {
			return [new Issue('UID_INVALID', 'uid')];
		}
		return $objectUri === "$uid.ics" ? [] : [new Issue('UID_URI_MISMATCH', 'uid')];
	}
}
