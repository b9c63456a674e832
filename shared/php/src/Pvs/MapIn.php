<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Note;

/** What a program wrote by its map, as an object that carries our fields again. */
final class MapIn {
	/**
	 * A copy. What the program changed in title, place, text, categories or colour becomes the field's value; what it left as it was shown stays as
	 * it is stored; what no field can hold goes into the note.
	 *
	 * @param ?VCalendar $previous what is stored; null where the object is new
	 */
	public static function read(VCalendar $object, ?VCalendar $previous, MapContext $context, \DateTimeInterface $now): VCalendar {
		$copy = clone $object;
		$zone = $context->practice->timeZone();
		$today = (new \DateTimeImmutable('@' . $now->getTimestamp()))->setTimezone($zone)->format('Y-m-d');
		foreach (EventProperties::events($copy) as $event) {
			self::event($event, AppointmentReader::stored($event, $previous, $zone), $context, $today);
		}
		return $copy;
	}

	private static function event(VEvent $event, ?VEvent $stored, MapContext $context, string $today): void {
		$known = $stored !== null && AppointmentReader::isAppointment($stored) ? $stored : null;
		$before = $known === null ? [] : AppointmentReader::fields($known);
		$found = new FoundChanges($event, $before, $context, $today);
		$given = EventProperties::values($event, 'CATEGORIES');
		$codes = $context->map->named ? CategoryNames::toCodes($given, $context->names, $context->practice) : $given;
		$type = self::treatedBy($event, $known, $codes, $before, $context);
		if ($type !== null) {
			$found->values['appointmentType'] ??= $type;
		}
		$isTreated = array_filter($codes, static fn (string $code): bool => $context->practice->category($code) !== null) !== [];
		if ($known === null && !AppointmentReader::isAppointment($event) && !$isTreated && ($found->values['appointmentType'] ?? '') === '') {
			return;
		}
		foreach (Contract::load()->fields() as $field) {
			// what a program says in our own property counts for more than its prose
			$said = EventProperties::text($event, $field->property);
			if (isset($found->values[$field->name]) && ($said === null || $said === ($before[$field->name] ?? ''))) {
				EventProperties::set($event, $field->property, $found->values[$field->name]);
			}
		}
		if ($given !== [] || EventProperties::all($event, 'CATEGORIES') !== [] || $known === null) {
			EventProperties::setValues($event, 'CATEGORIES', array_values(array_unique([Contract::load()->appointmentCategory(), ...$codes])));
		}
		if (EventProperties::text($event, 'DESCRIPTION') !== null || $found->unread !== []) {
			$lines = array_filter([$found->note, ...array_diff($found->unread, explode("\n", $found->note))], static fn (string $line): bool => $line !== '');
			EventProperties::set($event, 'DESCRIPTION', Note::lines([], Note::source($before, $context->practice->language), implode("\n", $lines)));
		}
	}

	/**
	 * The type that goes with the treatment a program chose by category or colour; null where it chose none, or the one that is there.
	 *
	 * @param list<string> $codes
	 * @param array<string, string> $before
	 */
	private static function treatedBy(VEvent $event, ?VEvent $known, array $codes, array $before, MapContext $context): ?string {
		$practice = $context->practice;
		$present = $practice->type($before['appointmentType'] ?? '')?->category;
		$color = EventProperties::text($event, 'COLOR');
		// a private entry may have any colour
		$colored = $color === null || $known === null || EventProperties::text($known, 'COLOR') === $color ? null : CategoryNames::ofColor($color, $practice);
		$named = array_values(array_filter($codes, static fn (string $code): bool => $practice->category($code) !== null && $code !== $present))[0] ?? null;
		$chosen = $named ?? $colored;
		if ($chosen === null || $chosen === $present) {
			return null;
		}
		$fitting = array_column(array_filter($practice->types(), static fn ($type): bool => $type->category === $chosen), 'code');
		return array_values(array_filter($fitting, $context->calendar->offers(...)))[0] ?? $fitting[0] ?? null;
	}
}
