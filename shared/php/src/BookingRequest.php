<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Checks what a website sends to book, before anything else looks at it. */
final class BookingRequest {
	/**
	 * The schema of the contract first; where that holds, the medical fields themselves (patterns, dates, a way to reach the patient).
	 *
	 * @param mixed $data decoded JSON (associative)
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue> paths are field names; CONSENT_REQUIRED where consent is missing or not given
	 */
	public static function issues(mixed $data, string $today): array {
		$issues = self::schemaIssues($data);
		return $issues === [] && is_array($data) ? FieldValidator::issues(self::fields($data), Role::Booking, $today) : $issues;
	}

	/** @return list<Issue> FIELD_REQUIRED, FIELD_VALUE_NOT_ALLOWED, FIELD_TOO_LONG, FIELD_FORMAT, FIELD_UNKNOWN, CONSENT_REQUIRED, REQUEST_MALFORMED */
	public static function schemaIssues(mixed $data): array {
		return self::shapeIssues($data, 'bookingRequest');
	}

	/**
	 * @param string $schema of the contract
	 * @return list<Issue> one per member and kind
	 */
	public static function shapeIssues(mixed $data, string $schema): array {
		$issues = [];
		foreach (SchemaValidator::violations($data, Contract::load()->schema($schema)) as $violation) {
			$issue = self::issue($violation);
			$issues[$issue->code . ' ' . $issue->path] ??= $issue;
		}
		return array_values($issues);
	}

	/**
	 * @param array<mixed> $data a request
	 * @return array<string, string> its medical fields by JSON name, normalised, empty ones left out
	 */
	public static function fields(array $data): array {
		$fields = [];
		foreach (Contract::load()->fields() as $field) {
			$value = $data[$field->name] ?? null;
			if ($field->isSetBy(Role::Booking) && is_string($value) && $value !== '') {
				$fields[$field->name] = FieldValidator::normalise($field->name, $value);
			}
		}
		return $fields;
	}

	private static function issue(SchemaViolation $violation): Issue {
		$path = implode('.', $violation->path);
		if ($path === '') {
			return new Issue('REQUEST_MALFORMED');
		}
		if (in_array($path, ['consent', 'consent.accepted'], true)) {
			return new Issue('CONSENT_REQUIRED', 'consent');
		}
		return match ($violation->rule) {
			'required', 'minLength' => new Issue('FIELD_REQUIRED', $path),
			'enum' => new Issue('FIELD_VALUE_NOT_ALLOWED', $path, ['allowed' => $violation->expected]),
			'maxLength' => new Issue('FIELD_TOO_LONG', $path, ['max' => (int)$violation->expected]),
			'additionalProperties' => new Issue('FIELD_UNKNOWN', $path),
			default => new Issue('FIELD_FORMAT', $path),
		};
	}
}
