<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/**
 * Interprets the JSON Schema keywords of shared/src/contract/schemas/jsonSchema.ts, and no other.
 *
 * @phpstan-type Schema array<string, mixed>
 */
final class SchemaValidator {
	/**
	 * Checks a larger document.
	 *
	 * @param array<string, mixed> $schema
	 * @return list<Issue> SCHEMA_VIOLATION with a JSON pointer as path and params rule, expected
	 * @throws \LogicException for a keyword that is not interpreted
	 */
	public static function issues(mixed $data, array $schema): array {
		throw new \LogicException('under construction');
	}

	/**
	 * Checks a booking request against the contract's schema.
	 *
	 * @return list<Issue> FIELD_REQUIRED, FIELD_VALUE_NOT_ALLOWED, FIELD_TOO_LONG, FIELD_FORMAT, FIELD_UNKNOWN; the path is the
	 *                     field's name (`consent.version` inside consent); CONSENT_REQUIRED where consent is missing or not accepted
	 */
	public static function bookingRequest(mixed $data): array {
		throw new \LogicException('under construction');
	}
}
