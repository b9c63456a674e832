<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Checks a practice configuration: the schema first, then the references between its parts. */
final class PracticeValidator {
	/**
	 * @param array<mixed> $data decoded JSON (associative)
	 * @return list<Issue> empty: valid. Paths are JSON pointers (RFC 6901), e.g. `/calendars/0/types/1`
	 */
	public static function issues(array $data): array {
		throw new \LogicException('under construction');
	}
}
