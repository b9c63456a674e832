<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** When a delivery that failed is tried again, and when it is given up. */
final class Backoff {
	/** Seconds until the next attempt, by the number of attempts made; after that the last one. */
	private const WAIT = [1 => 30, 120, 600, 1800, 3600];
	/** Seconds in which it is tried. */
	public const LIFETIME = 86400;
	/** Seconds that a target may ask to be left alone: longer, and order and age of what waits suffer. */
	private const LONGEST = 6 * 3600;

	/**
	 * @param int $attempts how often it was tried so far, from 1
	 * @return ?int epoch seconds of the next attempt; null: it is given up
	 */
	public static function next(int $attempts, int $since, DeliveryFailed $why, int $now): ?int {
		if ($why->isFinal) {
			return null;
		}
		$wait = max(self::WAIT[$attempts] ?? self::WAIT[count(self::WAIT)], min($why->retryAfter ?? 0, self::LONGEST));
		return $now + $wait > $since + self::LIFETIME ? null : $now + $wait;
	}

	/**
	 * Seconds that a `Retry-After` header asks for (RFC 9110 §10.2.3): a number, or a date.
	 *
	 * @return ?int null where it says nothing that can be read
	 */
	public static function retryAfter(string $header, int $now): ?int {
		$header = trim($header);
		if (preg_match('/^\d{1,9}$/D', $header) === 1) {
			return (int)$header;
		}
		$date = \DateTimeImmutable::createFromFormat('D, d M Y H:i:s \\G\\M\\T', $header, new \DateTimeZone('UTC'));
		return $date === false ? null : max(0, $date->getTimestamp() - $now);
	}
}
