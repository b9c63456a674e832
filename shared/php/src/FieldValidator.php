<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Checks medical fields, for every role and every way in. */
final class FieldValidator {
	private const LINES = ['reason', 'statusReason'];
	private const OLDEST_YEARS = 130;

	/**
	 * Checks values by field name; each field raises at most one issue, with its name as path. Empty text clears a field, so
	 * it only offends where the field is demanded: of a booking. Values that the role can't set are not looked at.
	 *
	 * @param array<string, string> $values by JSON name; a name that is no field raises FIELD_UNKNOWN
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue> in the order of the catalogue
	 */
	public static function issues(array $values, Role $role, string $today): array {
		$contract = Contract::load();
		$issues = [];
		foreach (array_keys($values) as $name) {
			if (!$contract->hasField((string)$name)) {
				$issues[] = new Issue('FIELD_UNKNOWN', (string)$name);
			}
		}
		$booking = $role === Role::Booking;
		foreach ($contract->fields() as $field) {
			$value = self::normalise($field->name, $values[$field->name] ?? '');
			$issue = null;
			if ($value === '') {
				$issue = $booking && $field->required ? new Issue('FIELD_REQUIRED', $field->name) : null;
			} elseif ($field->isSetBy($role) && !($booking && $field->serverSet)) {
				$issue = self::value($field, $value, $today);
			}
			if ($issue !== null) {
				$issues[] = $issue;
			}
		}
		if ($booking && ($values['email'] ?? '') === '' && ($values['phone'] ?? '') === '') {
			$issues[] = new Issue('CONTACT_REQUIRED', 'email');
		}
		return $issues;
	}

	/** CR LF and CR become LF in the fields that allow lines (reason, statusReason). */
	public static function normalise(string $name, string $value): string {
		return in_array($name, self::LINES, true) ? str_replace(["\r\n", "\r"], "\n", $value) : $value;
	}

	private static function value(Field $field, string $value, string $today): ?Issue {
		$control = in_array($field->name, self::LINES, true) ? '/[^\P{Cc}\n\t]/u' : '/\p{Cc}/u';
		return match (true) {
			// false, not 0, for text that is not UTF-8
			preg_match($control, $value) !== 0 => new Issue('FIELD_FORMAT', $field->name),
			mb_strlen($value, 'UTF-8') > $field->maxLength => new Issue('FIELD_TOO_LONG', $field->name, ['max' => $field->maxLength]),
			$field->values !== null && !in_array($value, $field->values, true) => new Issue('FIELD_VALUE_NOT_ALLOWED', $field->name, ['allowed' => implode(', ', $field->values)]),
			$field->pattern !== null && !EcmaPattern::matches($field->pattern, $value) => new Issue('FIELD_FORMAT', $field->name),
			$field->type === 'date' => self::birthDate($field, $value, $today),
			default => null,
		};
	}

	private static function birthDate(Field $field, string $value, string $today): ?Issue {
		[$year, $month, $day] = array_map(intval(...), explode('-', $value));
		if (!checkdate($month, $day, $year)) {
			return new Issue('FIELD_FORMAT', $field->name);
		}
		$oldest = sprintf('%04d%s', (int)substr($today, 0, 4) - self::OLDEST_YEARS, substr($today, 4));
		return match (true) {
			$value > $today => new Issue('BIRTHDATE_IN_FUTURE', $field->name),
			$value < $oldest => new Issue('BIRTHDATE_IMPLAUSIBLE', $field->name),
			default => null,
		};
	}
}
