<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Somebody on the waiting list; stored as a VTODO. */
final readonly class WaitingEntry {
	/** Waiting, an offer is open, has got an appointment, taken off the list (RFC 5545 §3.8.1.11). */
	public const STATUSES = ['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED', 'CANCELLED'];

	/**
	 * @param string $status one of STATUSES
	 * @param int $priority 1 (first) to 9 (last); 0: none, which counts as 5 (RFC 5545 §3.8.1.9)
	 * @param ?int $created since when they wait, epoch seconds; null: nobody knows, so since ever
	 * @param ?int $earliest no appointment starts before it, likewise none ends after $latest; null: no matter
	 * @param list<string> $calendars ids of the wished ones; none: any
	 * @param list<array{day: string, start: string, end: string}> $times wall-clock hours on weekdays, in the practice's zone; none: any
	 * @param ?string $related UID of the appointment that could be moved forward
	 * @param array<string, string> $fields by JSON name; no empty texts
	 */
	public function __construct(
		public string $uid,
		public string $status,
		public int $priority,
		public ?int $created,
		public ?int $earliest,
		public ?int $latest,
		public array $calendars,
		public array $times,
		public ?string $related,
		public array $fields,
		public string $note,
	) {
	}

	/** A field's value, or '' where it is absent. */
	public function field(string $name): string {
		return $this->fields[$name] ?? '';
	}

	/** @return list<array{day: string, start: string, end: string}> of `MO/08:00-12:00 TU/14:00-24:00`; what is no time on a weekday is left out */
	public static function readTimes(string $text): array {
		$times = [];
		foreach (self::words($text) as $word) {
			if (preg_match('#^(MO|TU|WE|TH|FR|SA|SU)/((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$#D', $word, $part) === 1 && $part[2] < $part[3]) {
				$times[] = ['day' => $part[1], 'start' => $part[2], 'end' => $part[3]];
			}
		}
		return $times;
	}

	/** @param list<array{day: string, start: string, end: string}> $times */
	public static function writeTimes(array $times): string {
		return implode(' ', array_map(static fn (array $one): string => "{$one['day']}/{$one['start']}-{$one['end']}", $times));
	}

	/** @return list<string> ids of calendars, each once */
	public static function readCalendars(string $text): array {
		return array_values(array_unique(self::words($text)));
	}

	/** @return list<string> */
	private static function words(string $text): array {
		return array_values(array_filter(preg_split('/\s+/u', $text) ?: [], static fn (string $word): bool => $word !== ''));
	}
}
