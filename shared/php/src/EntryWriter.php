<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VTodo;

/** Writes entries of the waiting list. */
final class EntryWriter {
	private const DAY = 86400;

	/**
	 * A new calendar object for an entry.
	 *
	 * @param int $now epoch seconds
	 */
	public static function write(WaitingEntry $entry, Practice $practice, int $now): VCalendar {
		$object = new VCalendar(['VERSION' => '2.0', 'PRODID' => AppointmentWriter::PRODID, 'CALSCALE' => 'GREGORIAN'], false);
		/** @var VTodo $todo */
		$todo = $object->createComponent('VTODO', [], false);
		$object->add($todo);
		$todo->add('UID', $entry->uid);
		self::utc($todo, 'CREATED', $entry->created ?? $now);
		foreach (['DTSTAMP', 'LAST-MODIFIED'] as $name) {
			self::utc($todo, $name, $now);
		}
		foreach (Contract::load()->fields() as $field) {
			if ($entry->field($field->name) !== '') {
				$todo->add($field->property, $entry->field($field->name));
			}
		}
		$todo->add('SUMMARY', EventRenderer::summary($practice, array_intersect_key($entry->fields, ['patientName' => true, 'appointmentType' => true])) ?? '');
		$todo->add('DESCRIPTION', Note::describe($entry->fields, $entry->note, $practice->language));
		// sharees don't see what is private
		$todo->add('CLASS', 'PUBLIC');
		if ($entry->priority > 0) {
			$todo->add('PRIORITY', $entry->priority);
		}
		foreach (['X-WISH-CALENDARS' => implode(' ', $entry->calendars), 'X-WISH-TIMES' => WaitingEntry::writeTimes($entry->times)] as $name => $text) {
			if ($text !== '') {
				$todo->add($name, $text);
			}
		}
		if ($entry->related !== null) {
			$todo->add('RELATED-TO', $entry->related, ['RELTYPE' => 'SIBLING']);
		}
		self::wish($object, $todo, $entry, $practice->timeZone());
		self::status($todo, $entry->status, $now);
		return $object;
	}

	/** COMPLETED and PERCENT-COMPLETE go with it, by which programs for tasks tell what is done. */
	public static function status(VTodo $todo, string $status, int $now): void {
		EventProperties::set($todo, 'STATUS', $status);
		foreach (['DTSTAMP', 'LAST-MODIFIED'] as $name) {
			self::utc($todo, $name, $now);
		}
		$todo->remove('COMPLETED');
		$todo->remove('PERCENT-COMPLETE');
		if ($status === 'COMPLETED') {
			self::utc($todo, 'COMPLETED', $now);
			$todo->add('PERCENT-COMPLETE', 100);
		}
	}

	/** Whole days as dates, as people give them; DUE has to be later than DTSTART (RFC 5545 §3.8.2.3), so one day alone is given in hours. */
	private static function wish(VCalendar $object, VTodo $todo, WaitingEntry $entry, \DateTimeZone $zone): void {
		$first = $entry->earliest === null ? null : self::wholeDay($entry->earliest, $zone);
		$after = $entry->latest === null ? null : self::wholeDay($entry->latest, $zone);
		$last = $after === null ? null : gmdate('Ymd', (int)strtotime("$after UTC") - self::DAY);
		$areDates = ($entry->earliest === null || $first !== null) && ($entry->latest === null || $last !== null) && ($first === null || $last === null || $first < $last);
		foreach ([['DTSTART', $entry->earliest, $first], ['DUE', $entry->latest, $last]] as [$name, $instant, $date]) {
			if ($instant !== null && $areDates) {
				$todo->add($name, (string)$date, ['VALUE' => 'DATE']);
			} elseif ($instant !== null) {
				$todo->add($name, (new \DateTimeImmutable("@$instant"))->setTimezone($zone)->format('Ymd\THis'), ['TZID' => $zone->getName()]);
				EventTimes::ensureZone($object, $zone);
			}
		}
	}

	/** The local day, YYYYMMDD, that begins at the instant, or null. */
	private static function wholeDay(int $instant, \DateTimeZone $zone): ?string {
		$local = (new \DateTimeImmutable("@$instant"))->setTimezone($zone);
		return $local->format('His') === '000000' ? $local->format('Ymd') : null;
	}

	private static function utc(VTodo $todo, string $name, int $instant): void {
		EventProperties::set($todo, $name, gmdate('Ymd\THis\Z', $instant));
	}
}
