<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Checks medical fields, for every role and every way in. */
final class FieldValidator {
	/**
	 * Checks the values that are present; absent and empty (= cleared) ones pass.
	 *
	 * @param array<string, string> $fields by JSON name, normalised
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue> in the order of the catalogue
	 */
	public static function present(array $fields, string $today): array {
		throw new \LogicException('under construction');
	}

	/**
	 * Checks a booking: as `present`, and the required fields and a way to reach the patient are demanded.
	 *
	 * @param array<string, string> $fields by JSON name, normalised
	 * @param string $today YYYY-MM-DD in the practice's zone
	 * @return list<Issue>
	 */
	public static function booking(array $fields, string $today): array {
		throw new \LogicException('under construction');
	}

	/** CR LF and CR become LF in the fields that allow lines (reason, statusReason). */
	public static function normalise(string $name, string $value): string {
		throw new \LogicException('under construction');
	}
}
