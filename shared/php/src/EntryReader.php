<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VTodo;
use Sabre\VObject\Property;

/** Reads entries of the waiting list. Whatever a calendar program has left out reads as not given. */
final class EntryReader {
	/** The VTODO of a calendar object; of a series its master. Null where there is none. */
	public static function todo(VCalendar $calendar): ?VTodo {
		$todos = array_values(array_filter($calendar->getComponents(), static fn (Component $one): bool => $one instanceof VTodo));
		foreach ($todos as $todo) {
			if (EventProperties::all($todo, 'RECURRENCE-ID') === []) {
				return $todo;
			}
		}
		return $todos[0] ?? null;
	}

	/** @param \DateTimeZone $zone for whole days and floating times */
	public static function read(VTodo $todo, \DateTimeZone $zone): WaitingEntry {
		$status = strtoupper(EventProperties::text($todo, 'STATUS') ?? '');
		$priority = EventProperties::text($todo, 'PRIORITY') ?? '';
		$fields = [];
		foreach (Contract::load()->fields() as $field) {
			$text = EventProperties::text($todo, $field->property) ?? '';
			if ($text !== '') {
				$fields[$field->name] = $text;
			}
		}
		$related = self::related($todo);
		return new WaitingEntry(
			EventProperties::text($todo, 'UID') ?? '',
			in_array($status, WaitingEntry::STATUSES, true) ? $status : 'NEEDS-ACTION',
			preg_match('/^[1-9]$/D', $priority) === 1 ? (int)$priority : 0,
			self::instant($todo, 'CREATED', $zone), self::instant($todo, 'DTSTART', $zone), self::instant($todo, 'DUE', $zone, true),
			WaitingEntry::readCalendars(EventProperties::text($todo, 'X-WISH-CALENDARS') ?? ''),
			WaitingEntry::readTimes(EventProperties::text($todo, 'X-WISH-TIMES') ?? ''),
			$related === null || EventProperties::textOf($related) === '' ? null : EventProperties::textOf($related),
			$fields, Note::read(EventProperties::text($todo, 'DESCRIPTION'), null),
		);
	}

	/** Beside it, not above: programs for tasks show what is above as the task that this one is part of. */
	public static function related(VTodo $todo): ?Property {
		foreach (EventProperties::all($todo, 'RELATED-TO') as $property) {
			if (strtoupper(EventProperties::parameter($property, 'RELTYPE')) === 'SIBLING') {
				return $property;
			}
		}
		return null;
	}

	/** @param bool $whole a date means the end of its day */
	private static function instant(VTodo $todo, string $name, \DateTimeZone $zone, bool $whole = false): ?int {
		$property = EventProperties::all($todo, $name)[0] ?? null;
		$time = $property === null ? null : EventTime::ofProperty($property, $zone)[0] ?? null;
		return $time === null ? null : ($time->isDate && $whole ? $time->clock->instant($time->wall + 86400) : $time->instant);
	}
}
