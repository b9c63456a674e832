<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

/** PHP's error log; codes and transport messages only, never what a patient entered. */
final class Log {
	public static function failure(\Throwable $failure): void {
		error_log('Sprechstunde: ' . $failure::class . ': ' . preg_replace('/[^\x20-\x7E]+/', ' ', $failure->getMessage()));
	}
}
