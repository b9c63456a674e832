<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\LogText;

/**
 * Entries of the log as lines of a file: the guide's, or a table's. No names: of an appointment it has the UID.
 *
 * @phpstan-import-type Entry from LogReader
 */
final readonly class LogFile {
	private const HEADER = [
		'de' => ['Zeit', 'Stufe', 'Code', 'Was', 'Wer', 'Kalender', 'UID'],
		'en' => ['Time', 'Level', 'Code', 'What', 'Who', 'Calendar', 'UID'],
	];

	/**
	 * @param 'txt'|'csv' $format
	 * @param 'de'|'en' $language
	 */
	public function __construct(
		private string $format,
		private string $language,
		private \DateTimeZone $zone,
	) {
	}

	/** What stands above the entries. Spreadsheets take a file for UTF-8 with a byte order mark only. */
	public function head(): string {
		return $this->format === 'txt' ? '' : "\u{FEFF}" . $this->row(self::HEADER[$this->language]);
	}

	/** @param Entry $entry */
	public function line(array $entry): string {
		return $this->format === 'txt' ? LogText::line($entry, $this->language, $this->zone) . "\n" : $this->row([
			(new \DateTimeImmutable($entry['at']))->setTimezone($this->zone)->format('Y-m-d H:i:s'), $entry['level'], $entry['code'],
			LogText::of($entry['code'], $entry['params'], $this->language, $this->zone), LogText::actor($entry['actor'], $entry['role'], $entry['way'], $this->language),
			$entry['calendar'], $entry['uid'],
		]);
	}

	/** @param list<string> $cells */
	private function row(array $cells): string {
		return implode($this->language === 'de' ? ';' : ',', array_map(self::cell(...), $cells)) . "\r\n";
	}

	/** A UID comes from outside: no spreadsheet takes it for a formula. */
	private static function cell(string $text): string {
		$plain = (string)preg_replace('/[\p{Cc}]+/u', ' ', $text);
		return '"' . str_replace('"', '""', preg_match('/^[=+\-@]/', $plain) === 1 ? "'$plain" : $plain) . '"';
	}
}
