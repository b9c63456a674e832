<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;

/** Keeps the medical fields through clients that do not know them. */
final class FieldKeeper {
	/**
	 * Puts back the fields that a client dropped, takes out those that it cleared (present, but empty), and sets those that
	 * are not the client's to set.
	 *
	 * @param ?VEvent $stored the VEVENT before this write
	 * @return array<string, string> the values that the client may set and did set, to be validated
	 */
	public static function keep(VEvent $event, ?VEvent $stored, Role $role, string $status): array {
		$values = [];
		foreach (Contract::load()->fields() as $field) {
			$own = $field->isSetBy($role) && !$field->serverSet;
			$given = $own ? EventProperties::text($event, $field->property) : null;
			// nobody looked at what stands in a block
			$kept = $stored === null || !AppointmentReader::isAppointment($stored) ? '' : EventProperties::text($stored, $field->property) ?? '';
			$value = match ($field->name) {
				'source' => $kept !== '' ? $kept : self::source($role),
				'requiresConfirmation' => $status === 'TENTATIVE' ? 'TRUE' : 'FALSE',
				default => $given ?? $kept,
			};
			if ($value === '') {
				$event->remove($field->property);
				continue;
			}
			EventProperties::set($event, $field->property, $value);
			foreach (EventProperties::all($event, $field->property) as $property) {
				// Sabre adds VALUE=TEXT to what came as jCal
				unset($property['VALUE']);
			}
			if ($given !== null) {
				$values[$field->name] = $value;
			}
		}
		return $values;
	}

	/**
	 * Puts back properties that a client dropped as a whole.
	 *
	 * @param list<string> $names
	 */
	public static function putBack(VEvent $event, VEvent $stored, array $names): void {
		foreach ($names as $name) {
			foreach (EventProperties::all($event, $name) === [] ? EventProperties::all($stored, $name) : [] as $property) {
				$event->add(clone $property);
			}
		}
	}

	private static function source(Role $role): string {
		return match ($role) {
			Role::Pvs => 'PVS',
			Role::Booking => 'ONLINE_BOOKING',
			default => 'PRACTICE',
		};
	}
}
