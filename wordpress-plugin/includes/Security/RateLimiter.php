<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Counts requests in fixed windows, each client's and everybody's together. */
final class RateLimiter {
	/** purpose → [constant and filter name's end, default]; requests per window */
	private const DEFAULTS = [
		'attempts_per_client' => 300,
		'bookings_per_client' => 60,
		'bookings' => 600,
		'holds_per_client' => 120,
		'holds' => 1200,
		'reads_per_client' => 300,
	];
	/** seconds */
	public const WINDOW = 600;

	public function __construct(
		private readonly Counter $counter,
		private readonly Keys $keys,
	) {
	}

	/**
	 * Limits are set by a constant (`SPRECHSTUNDE_LIMIT_BOOKINGS_PER_CLIENT`, …) or a filter (`sprechstunde_limit_bookings_per_client`, …).
	 *
	 * @param string $purpose attempts (whatever is sent), bookings, holds (what is well-formed and goes to the calendar) or reads
	 * @param int $now epoch seconds
	 * @throws IssuesException RATE_LIMITED with the seconds until the window ends
	 */
	public function check(string $purpose, string $address, int $now): void {
		$client = ClientAddress::fingerprint($address, $this->keys, $now);
		$this->count("{$purpose}_per_client", "$purpose:$client", $now);
		if (isset(self::DEFAULTS[$purpose])) {
			$this->count($purpose, $purpose, $now);
		}
	}

	private function count(string $limit, string $bucket, int $now): void {
		$window = intdiv($now, self::WINDOW) * self::WINDOW;
		if ($this->counter->increment($bucket, $window) > $this->limit($limit)) {
			throw new IssuesException([new Issue('RATE_LIMITED', null, ['seconds' => $window + self::WINDOW - $now])]);
		}
	}

	private function limit(string $name): int {
		$constant = 'SPRECHSTUNDE_LIMIT_' . strtoupper($name);
		$value = defined($constant) ? constant($constant) : self::DEFAULTS[$name] ?? 0;
		$value = apply_filters("sprechstunde_limit_$name", $value);
		return is_numeric($value) ? (int)$value : 0;
	}
}
