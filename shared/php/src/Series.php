<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Property;

/** How an appointment repeats. */
final class Series {
	/**
	 * What a patient sees of it, as a text to be compared: rules, added and left-out dates, and the occurrences that differ
	 * (RFC 5545 §3.8.4.4, §3.8.5). Empty where the appointment takes place once.
	 */
	public static function of(VCalendar $calendar, \DateTimeZone $zone): string {
		$lines = [];
		foreach (EventProperties::events($calendar) as $event) {
			$occurrence = AppointmentReader::recurrenceInstant($event, $zone);
			$time = $occurrence === null ? null : EventTimes::of($event, $zone);
			if ($occurrence === null) {
				array_push($lines, ...self::rules($event), ...self::dates($event, 'RDATE', $zone), ...self::dates($event, 'EXDATE', $zone));
			} elseif ($time !== null) {
				$lines[] = implode(' ', [$occurrence, $time->start->instant, $time->end, AppointmentReader::status($event)]);
			}
		}
		sort($lines, SORT_STRING);
		return implode("\n", $lines);
	}

	/** @return list<string> the order of a rule's parts means nothing */
	private static function rules(VEvent $event): array {
		return array_map(static function (Property $property): string {
			$value = $property->getRawMimeDirValue();
			$parts = explode(';', strtoupper($value));
			sort($parts);
			return implode(';', $parts);
		}, EventProperties::all($event, 'RRULE'));
	}

	/** @return list<string> */
	private static function dates(VEvent $event, string $name, \DateTimeZone $zone): array {
		$dates = [];
		foreach (EventProperties::all($event, $name) as $property) {
			foreach (EventTime::ofProperty($property, $zone) as $time) {
				$dates[] = "$name " . ($time->instant ?? '');
			}
		}
		return $dates;
	}
}
