<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\LogText;

/** The log as a file: the guide's lines, or a table. No names: of an appointment it has the UID. */
final class LogExport {
	private const HEADER = [
		'de' => ['Zeit', 'Stufe', 'Code', 'Was', 'Wer', 'Kalender', 'UID'],
		'en' => ['Time', 'Level', 'Code', 'What', 'Who', 'Calendar', 'UID'],
	];

	public function __construct(
		private LogReader $reader,
	) {
	}

	/**
	 * @param 'txt'|'csv' $format
	 * @param 'de'|'en' $language
	 * @return array{string, int} the file's content, the oldest entry first, and how many entries it has
	 */
	public function make(string $format, LogFilter $filter, string $userId, string $language, \DateTimeZone $zone): array {
		$lines = [];
		$filter = $filter->after($filter->before ?? PHP_INT_MAX, 1000);
		do {
			$entries = $this->reader->find($filter, $userId);
			foreach ($entries as $entry) {
				$lines[] = $format === 'txt' ? LogText::line($entry, $language, $zone) . "\n" : self::row([
					(new \DateTimeImmutable($entry['at']))->setTimezone($zone)->format('Y-m-d H:i:s'), $entry['level'], $entry['code'],
					LogText::of($entry['code'], $entry['params'], $language, $zone), LogText::actor($entry['actor'], $entry['role'], $entry['way'], $language),
					$entry['calendar'], $entry['uid'],
				], $language);
				$filter = $filter->after($entry['id'], 1000);
			}
		} while (count($entries) === 1000);
		$count = count($lines);
		// spreadsheets take it for UTF-8 with a byte order mark only
		$head = $format === 'txt' ? '' : "\u{FEFF}" . self::row(self::HEADER[$language], $language);
		return [$head . implode('', array_reverse($lines)), $count];
	}

	/**
	 * @param list<string> $cells
	 * @param 'de'|'en' $language
	 */
	private static function row(array $cells, string $language): string {
		return implode($language === 'de' ? ';' : ',', array_map(self::cell(...), $cells)) . "\r\n";
	}

	/** A UID comes from outside: no spreadsheet takes it for a formula. */
	private static function cell(string $text): string {
		$plain = (string)preg_replace('/[\p{Cc}]+/u', ' ', $text);
		return '"' . str_replace('"', '""', preg_match('/^[=+\-@]/', $plain) === 1 ? "'$plain" : $plain) . '"';
	}
}
