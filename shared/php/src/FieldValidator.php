<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Checks medical fields, for every role and every way in. */
final class FieldValidator {
	private const LINES = ['reason', 'statusReason'];
	private const OLDEST_YEARS = 130;

	/**
	 * Checks the values that are present; absent and empty (= cleared) ones pass.
	 *
	 * @param array<string, string> $fields by JSON name, normalised
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue> in the order of the catalogue; one per field at most
	 */
	public static function present(array $fields, string $today): array {
		$issues = [];
		foreach (Contract::load()->fields() as $field) {
			$value = $fields[$field->name] ?? '';
			$issue = $value === '' ? null : self::value($field, $value, $today);
			if ($issue !== null) {
				$issues[] = $issue;
			}
		}
		return $issues;
	}

	/**
	 * Checks a booking: as `present`, and the required fields and a way to reach the patient are demanded.
	 *
	 * @param array<string, string> $fields by JSON name, normalised
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue>
	 */
	public static function booking(array $fields, string $today): array {
		$issues = [];
		foreach (Contract::load()->fields() as $field) {
			if (!$field->isSetBy(Role::Booking)) {
				continue;
			}
			$value = $fields[$field->name] ?? '';
			$issue = $value !== '' ? self::value($field, $value, $today) : ($field->required ? new Issue('FIELD_REQUIRED', $field->name) : null);
			if ($issue !== null) {
				$issues[] = $issue;
			}
		}
		if (($fields['email'] ?? '') === '' && ($fields['phone'] ?? '') === '') {
			$issues[] = new Issue('CONTACT_REQUIRED', 'email');
		}
		return $issues;
	}

	/** CR LF and CR become LF in the fields that allow lines (reason, statusReason). */
	public static function normalise(string $name, string $value): string {
		return in_array($name, self::LINES, true) ? str_replace(["\r\n", "\r"], "\n", $value) : $value;
	}

	private static function value(Field $field, string $value, string $today): ?Issue {
		if (!mb_check_encoding($value, 'UTF-8')) {
			return new Issue('FIELD_FORMAT', $field->name);
		}
		if (mb_strlen($value, 'UTF-8') > $field->maxLength) {
			return new Issue('FIELD_TOO_LONG', $field->name, ['max' => $field->maxLength]);
		}
		if ($field->values !== null && !in_array($value, $field->values, true)) {
			return new Issue('FIELD_VALUE_NOT_ALLOWED', $field->name, ['allowed' => implode(', ', $field->values)]);
		}
		$control = in_array($field->name, self::LINES, true) ? '/[^\P{Cc}\n\t]/u' : '/\p{Cc}/u';
		if (preg_match($control, $value) === 1 || ($field->pattern !== null && !EcmaPattern::matches($field->pattern, $value))) {
			return new Issue('FIELD_FORMAT', $field->name);
		}
		return $field->type === 'date' ? self::birthDate($field, $value, $today) : null;
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
