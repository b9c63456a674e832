<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Interval;

require_once __DIR__ . '/phpCaseFiles.php';

/** Runs the corpus of busy times (see test/corpus/README.md) against the PHP core. */
final class CorpusTest extends TestCase {
	/** @param array{from: string, to: string, intervals: list<array{start: string, end: string}>} $expected */
	#[DataProvider('corpus')]
	public function testBusyTime(string $ics, array $expected): void {
		$range = Interval::ofIso($expected['from'], $expected['to']);
		$busy = BusyIntervals::of(CalendarParser::parse($ics), CaseFiles::practice([]), $range->start, $range->end);
		self::assertSame($expected['intervals'], array_map(static fn (Interval $one): array => $one->toArray(), $busy));
	}

	/** @return iterable<string, array{string, array{from: string, to: string, intervals: list<array{start: string, end: string}>}}> */
	public static function corpus(): iterable {
		foreach (glob(__DIR__ . '/corpus/busy/*.ics') ?: [] as $file) {
			/** @var array{from: string, to: string, intervals: list<array{start: string, end: string}>} $expected */
			$expected = json_decode((string)file_get_contents(substr($file, 0, -3) . 'json'), true, 8, JSON_THROW_ON_ERROR);
			yield basename($file, '.ics') => [(string)file_get_contents($file), $expected];
		}
	}
}
