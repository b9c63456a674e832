<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Reads appointments out of calendar objects. */
final class AppointmentReader {
	/** The appointment's master event; null for a block (see `isAppointment`) or where there is no VEVENT. */
	public static function read(VCalendar $calendar, Practice $practice): ?Appointment {
		$event = self::master($calendar);
		return $event === null || !self::isAppointment($event) ? null : self::ofEvent($event, $practice);
	}

	/** A VEVENT is an appointment where it has a non-empty X-APPOINTMENT-TYPE or the category APPOINTMENT. */
	public static function isAppointment(VEvent $event): bool {
		return (EventProperties::text($event, 'X-APPOINTMENT-TYPE') ?? '') !== ''
			|| in_array(Contract::load()->appointmentCategory(), EventProperties::values($event, 'CATEGORIES'), true);
	}

	/** Like `read`, of one event, appointment or not. */
	public static function ofEvent(VEvent $event, Practice $practice): Appointment {
		$times = EventTimes::of($event, $practice->timeZone());
		$at = static fn (?int $instant): ?\DateTimeImmutable => $instant === null ? null : (new \DateTimeImmutable("@$instant"))->setTimezone(new \DateTimeZone('UTC'));
		$description = EventProperties::text($event, 'DESCRIPTION') ?? '';
		return new Appointment(
			fields: self::fields($event),
			start: $at($times?->start->instant),
			end: $at($times?->end),
			status: self::status($event),
			categories: EventProperties::values($event, 'CATEGORIES'),
			note: Note::read($description, null),
			uid: EventProperties::text($event, 'UID') ?? '',
			sequence: EventProperties::sequence($event),
			rawSummary: EventProperties::text($event, 'SUMMARY') ?? '',
			rawDescription: $description,
			allDay: $times?->start->isDate ?? false,
		);
	}

	/** @return array<string, string> the medical fields of a VEVENT by JSON name; empty ones are left out */
	public static function fields(VEvent $event): array {
		$fields = [];
		foreach (Contract::load()->fields() as $field) {
			$text = EventProperties::text($event, $field->property) ?? '';
			if ($text !== '') {
				$fields[$field->name] = $text;
			}
		}
		return $fields;
	}

	/** STATUS; a missing or unknown one reads as CONFIRMED. */
	public static function status(VEvent $event): string {
		$status = strtoupper(EventProperties::text($event, 'STATUS') ?? '');
		return in_array($status, Contract::load()->statuses(), true) ? $status : 'CONFIRMED';
	}

	/** The VEVENT without RECURRENCE-ID, else the first one. */
	public static function master(VCalendar $calendar): ?VEvent {
		$events = EventProperties::events($calendar);
		foreach ($events as $event) {
			if (EventProperties::all($event, 'RECURRENCE-ID') === []) {
				return $event;
			}
		}
		return $events[0] ?? null;
	}

	/** The instant that RECURRENCE-ID names (RFC 5545 §3.8.4.4), or null. */
	public static function recurrenceInstant(VEvent $event, \DateTimeZone $practiceZone): ?int {
		$property = EventProperties::all($event, 'RECURRENCE-ID')[0] ?? null;
		return $property === null ? null : (EventTime::ofProperty($property, $practiceZone)[0] ?? null)?->instant;
	}

	/** One of its VEVENTs is an appointment. */
	public static function hasAppointment(VCalendar $object): bool {
		foreach (EventProperties::events($object) as $event) {
			if (self::isAppointment($event)) {
				return true;
			}
		}
		return false;
	}

	/** The stored VEVENT of the same occurrence, else the stored series. */
	public static function stored(VEvent $event, ?VCalendar $previous, \DateTimeZone $zone): ?VEvent {
		if ($previous === null) {
			return null;
		}
		$occurrence = self::recurrenceInstant($event, $zone);
		foreach ($occurrence === null ? [] : EventProperties::events($previous) as $entry) {
			if (self::recurrenceInstant($entry, $zone) === $occurrence && EventProperties::text($entry, 'UID') === EventProperties::text($event, 'UID')) {
				return $entry;
			}
		}
		return self::master($previous);
	}
}
