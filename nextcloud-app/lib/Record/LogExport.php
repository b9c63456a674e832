<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** The log as a file, without names. */
final class LogExport {
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
		$file = new LogFile($format, $language, $zone);
		$lines = [];
		$filter = $filter->after($filter->before ?? PHP_INT_MAX, 1000);
		do {
			$entries = $this->reader->find($filter, $userId);
			foreach ($entries as $entry) {
				$lines[] = $file->line($entry);
				$filter = $filter->after($entry['id'], 1000);
			}
		} while (count($entries) === 1000);
		return [$file->head() . implode('', array_reverse($lines)), count($lines)];
	}
}
