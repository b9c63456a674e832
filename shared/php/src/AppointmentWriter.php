<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Writes new calendar objects for appointments. */
final class AppointmentWriter {
	public const PRODID = '-//Sprechstunde//Termine//DE';

	/**
	 * A new calendar object, with times in the practice's zone and its VTIMEZONE.
	 *
	 * @param array<string, string> $fields by JSON name
	 * @param Interval $time of the appointment, without buffers
	 * @param int $now epoch seconds
	 */
	public static function write(string $uid, array $fields, Interval $time, string $status, string $note, Practice $practice, CalendarConfig $calendar, int $now, int $sequence = 0): VCalendar {
		$object = new VCalendar(['VERSION' => '2.0', 'PRODID' => self::PRODID, 'CALSCALE' => 'GREGORIAN'], false);
		EventTimes::ensureZone($object, $practice->timeZone());
		/** @var VEvent $event */
		$event = $object->createComponent('VEVENT', [], false);
		$object->add($event);
		$event->add('UID', $uid);
		foreach (['DTSTAMP', 'CREATED', 'LAST-MODIFIED'] as $name) {
			EventTimes::writeUtc($event, $name, $now);
		}
		$event->add('SEQUENCE', $sequence);
		EventTimes::write($event, 'DTSTART', $time->start, $practice->timeZone());
		EventTimes::write($event, 'DTEND', $time->end, $practice->timeZone());
		$event->add('TRANSP', 'OPAQUE');
		self::fields($event, $fields);
		EventRenderer::render($event, $practice, $calendar, $status, $note);
		return $object;
	}

	/**
	 * The fields as properties, in the catalogue's order; an empty or missing one has none.
	 *
	 * @param array<string, string> $fields by JSON name
	 */
	public static function fields(VEvent $event, array $fields): void {
		foreach (Contract::load()->fields() as $field) {
			$value = $fields[$field->name] ?? '';
			if ($value === '') {
				$event->remove($field->property);
			} else {
				EventProperties::set($event, $field->property, $value);
			}
		}
	}
}
