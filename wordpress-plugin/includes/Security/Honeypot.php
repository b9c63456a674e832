<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** The field that people never see; programs that fill in every field give themselves away. */
final class Honeypot {
	public const FIELD = 'website';

	/** @param array<mixed> $request */
	public static function isFilled(array $request): bool {
		return ($request[self::FIELD] ?? '') !== '';
	}
}
