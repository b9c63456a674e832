<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\EntryMatcher;
use Sprechstunde\Core\EntryReader;
use Sprechstunde\Core\EntryWriter;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\WaitingEntry;

/** The section `waiting`. */
trait WaitingCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runWaiting(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		if ($input['operation'] === 'read') {
			$todo = EntryReader::todo(CaseFiles::calendar($input['source'], 'waiting')) ?? self::fail('no VTODO');
			self::assertEquals($expected['entry'], self::shownEntry(EntryReader::read($todo, $practice->timeZone())));
			return;
		}
		if ($input['operation'] === 'write') {
			$entry = self::entryOf($input['entry']);
			$written = CalendarParser::parse(EntryWriter::write($entry, $practice, self::instant($input['now']))->serialize());
			$todo = EntryReader::todo($written) ?? self::fail('no VTODO');
			EventCheck::component($todo, $expected, $practice->timeZone());
			self::assertEquals(self::shownEntry($entry), self::shownEntry(EntryReader::read($todo, $practice->timeZone())));
			return;
		}
		self::assertSame('match', $input['operation']);
		$calendar = $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar');
		$freed = self::intervals([$input['freed']])[0];
		$starts = array_map(self::instant(...), $input['starts'] ?? []);
		$found = EntryMatcher::match(array_values(array_map(self::entryOf(...), $input['entries'])), $calendar, $freed, $practice, $starts, $input['passedOver'] ?? []);
		self::assertSame($expected['matches'], array_map(static fn (array $one): array => ['uid' => $one['entry']->uid, ...$one['time']->toArray()], $found));
	}

	/** @param array<string, mixed> $data */
	private static function entryOf(array $data): WaitingEntry {
		$instant = static fn (string $name): ?int => isset($data[$name]) ? self::instant($data[$name]) : null;
		return new WaitingEntry(
			$data['uid'], $data['status'] ?? 'NEEDS-ACTION', $data['priority'] ?? 0, $instant('created'), $instant('earliest'), $instant('latest'),
			$data['calendars'] ?? [], $data['times'] ?? [], $data['related'] ?? null, $data['fields'] ?? [], $data['note'] ?? '',
		);
	}

	/** @return array<string, mixed> */
	private static function shownEntry(WaitingEntry $entry): array {
		$iso = static fn (?int $instant): ?string => $instant === null ? null : Interval::iso($instant);
		return ['created' => $iso($entry->created), 'earliest' => $iso($entry->earliest), 'latest' => $iso($entry->latest)] + get_object_vars($entry);
	}
}
