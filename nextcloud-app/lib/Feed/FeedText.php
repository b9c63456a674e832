<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

/** iCalendar as text: stored objects are put together as they are, without being read into a tree and written again. */
final class FeedText {
	/** what a confidential entry still says: when it is, and which one it is (as Nextcloud's own answer to whoever may only read) */
	private const OPEN = ['UID', 'DTSTAMP', 'CREATED', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXRULE', 'EXDATE', 'RECURRENCE-ID', 'CLASS'];

	/**
	 * The components directly in a VCALENDAR.
	 *
	 * @return list<array{name: string, zone: string, text: string}> zone: TZID of a VTIMEZONE, else empty; text: whole lines
	 */
	public static function parts(string $calendar): array {
		$parts = [];
		$lines = [];
		$depth = 0;
		foreach (explode("\n", str_replace(["\r\n", "\r"], "\n", $calendar)) as $line) {
			// a folded line goes on with a space: none of these words can stand at its beginning
			$word = strtoupper(rtrim($line));
			$isBegin = str_starts_with($word, 'BEGIN:');
			$depth += $isBegin ? 1 : 0;
			if ($depth > 1 && $line !== '') {
				$lines[] = $line;
			}
			if (str_starts_with($word, 'END:')) {
				$depth--;
				if ($depth === 1) {
					$parts[] = ['name' => substr($word, 4), 'zone' => self::zone($lines), 'text' => self::lines($lines)];
					$lines = [];
				}
			}
		}
		return $parts;
	}

	/** A VEVENT without what it is about. */
	public static function masked(string $event, string $summary): string {
		$kept = ['BEGIN:VEVENT', 'SUMMARY:' . self::escape($summary)];
		$depth = 0;
		foreach (explode("\r\n", (string)preg_replace("/\r\n[ \t]/", '', $event)) as $line) {
			$name = strtoupper((string)preg_replace('/[;:].*$/s', '', $line));
			$depth += $name === 'BEGIN' ? 1 : ($name === 'END' ? -1 : 0);
			if ($depth === 1 && in_array($name, self::OPEN, true)) {
				$kept[] = $line;
			}
		}
		return self::lines([...$kept, 'END:VEVENT']);
	}

	/** A TEXT value (RFC 5545 §3.3.11). */
	public static function escape(string $text): string {
		return strtr((string)preg_replace('/[\x00-\x09\x0B-\x1F\x7F]/', '', $text), ['\\' => '\\\\', ';' => '\;', ',' => '\,', "\n" => '\n']);
	}

	/** @param list<string> $lines */
	public static function lines(array $lines): string {
		return implode('', array_map(static fn (string $line): string => "$line\r\n", $lines));
	}

	/** @param list<string> $lines of one component */
	private static function zone(array $lines): string {
		foreach ($lines as $line) {
			if (preg_match('/^TZID(?:;[^:]*)?:(.+)$/i', rtrim($line), $match) === 1) {
				return $match[1];
			}
		}
		return '';
	}
}
