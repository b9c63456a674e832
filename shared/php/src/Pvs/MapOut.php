<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Note;

/** A calendar object as a program gets to see it. */
final class MapOut {
	/** A copy in which title, place, text and categories follow the map. Blocks stay as they are. */
	public static function show(VCalendar $object, MapContext $context): VCalendar {
		$copy = clone $object;
		foreach (EventProperties::events($copy) as $event) {
			if (!AppointmentReader::isAppointment($event)) {
				continue;
			}
			$fields = AppointmentReader::fields($event);
			foreach (['SUMMARY' => $context->map->title, 'LOCATION' => $context->map->place] as $name => $template) {
				$text = self::template($template, $fields, $context);
				if ($text !== '') {
					EventProperties::set($event, $name, $text);
				}
			}
			$note = Note::read(EventProperties::text($event, 'DESCRIPTION'), null);
			EventProperties::set($event, 'DESCRIPTION', MappedText::render($context->map->text, $fields, $note, $context->practice));
			if ($context->map->named) {
				EventProperties::setValues($event, 'CATEGORIES', CategoryNames::toNames(EventProperties::values($event, 'CATEGORIES'), $context->names, $context->practice));
			}
		}
		return $copy;
	}

	/** @param array<string, string> $fields */
	public static function template(string $template, array $fields, MapContext $context): string {
		return Template::render($template, static fn (string $name): string => self::name($name, $fields, $context));
	}

	/**
	 * What a name of a template stands for; those that are no field can't be read back.
	 *
	 * @param array<string, string> $fields
	 */
	public static function name(string $name, array $fields, MapContext $context): string {
		return match ($name) {
			'practice' => implode(', ', array_filter([$context->practice->name, $context->practice->address], static fn (string $part): bool => $part !== '')),
			'room' => $context->calendar->room,
			'doctor' => $context->calendar->doctor,
			default => ShownFields::short($name, $fields, $context->practice),
		};
	}
}
