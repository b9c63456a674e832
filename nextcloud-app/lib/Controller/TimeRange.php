<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** The `from` and `to` of a request. */
final class TimeRange {
	/**
	 * @param mixed $from ISO 8601 instant, likewise $to
	 * @throws IssuesException RANGE_INVALID where one is none, or they are too far apart
	 */
	public static function of(mixed $from, mixed $to): Interval {
		$days = Contract::load()->limits()['freeRangeDays'];
		$range = new Interval(self::instant($from) ?? 0, self::instant($to) ?? 0);
		if (self::instant($from) === null || $range->isEmpty() || $range->end - $range->start > $days * 86400) {
			throw new IssuesException([new Issue('RANGE_INVALID', 'from', ['days' => $days])]);
		}
		return $range;
	}

	/** Epoch seconds, or null where it is no ISO 8601 instant with seconds and zone. */
	private static function instant(mixed $text): ?int {
		$shape = '/^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/D';
		// a bare + in an address reads as a blank
		$text = is_string($text) ? str_replace(' ', '+', $text) : '';
		return preg_match($shape, $text, $match) === 1 && checkdate((int)$match[2], (int)$match[3], (int)$match[1])
			? (new \DateTimeImmutable($text))->getTimestamp() : null;
	}
}
