<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Property;

/** A DATE or DATE-TIME as it stands in a property. */
final readonly class EventTime {
	/**
	 * @param int $instant epoch seconds
	 * @param int $wall wall clock in its zone, in seconds as if it were UTC
	 * @param bool $floating neither Z nor TZID: read in the practice's zone (RFC 5545 §3.3.5, form 1)
	 */
	public function __construct(
		public int $instant,
		public int $wall,
		public bool $isDate,
		public bool $floating,
		public ZoneClock $clock,
	) {
	}

	/** @return list<?self> one per value; null for a value that is no time, or that VALUE says is something else */
	public static function ofProperty(Property $property, \DateTimeZone $practiceZone): array {
		if (!$property instanceof Property\ICalendar\DateTime) {
			return [null];
		}
		return array_map(static fn (mixed $text): ?self => self::ofText(is_scalar($text) ? (string)$text : '', $property, $practiceZone), array_values($property->getParts()));
	}

	/** @param string $text YYYYMMDD, YYYYMMDDTHHMMSS or YYYYMMDDTHHMMSSZ */
	public static function ofText(string $text, Property $property, \DateTimeZone $practiceZone): ?self {
		if (preg_match('/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/D', $text, $match) !== 1
			|| !checkdate((int)$match[2], (int)$match[3], (int)$match[1])) {
			return null;
		}
		[$hour, $minute, $second] = [(int)($match[4] ?? 0), (int)($match[5] ?? 0), (int)($match[6] ?? 0)];
		if ($hour > 23 || $minute > 59 || $second > 60) {
			return null;
		}
		$isDate = !isset($match[4]);
		$utc = isset($match[7]);
		$floating = !$isDate && !$utc && EventProperties::parameter($property, 'TZID') === '';
		$clock = match (true) {
			$utc => new ZoneClock(new \DateTimeZone('UTC')),
			$isDate => new ZoneClock($practiceZone),
			default => PropertyZone::clock($property, $practiceZone),
		};
		$wall = ZoneClock::utc((int)$match[1], (int)$match[2], (int)$match[3]) + 3600 * $hour + 60 * $minute + $second;
		return new self($clock->instant($wall), $wall, $isDate, $floating, $clock);
	}
}
