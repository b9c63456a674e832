<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\SyncState;
use OCA\Sprechstunde\Record\SyncSteps;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Record/SyncState.php';
require_once __DIR__ . '/../lib/Record/SyncSteps.php';

final class SyncStepsTest extends TestCase {
	/** @param list<string> $steps */
	#[DataProvider('requests')]
	public function testARequestTellsHowFarAProgramHasCome(string $method, string $path, string $depth, bool $isDone, bool $isPractice, array $steps): void {
		self::assertSame($steps, SyncSteps::of($method, $path, $depth, $isDone, $isPractice));
	}

	/** @return iterable<string, array{string, string, string, bool, bool, list<string>}> */
	public static function requests(): iterable {
		$calendar = 'calendars/pvs/dr-eins_shared_by_praxis';
		yield 'whoever asks for its principal has logged in' => ['PROPFIND', '', '0', true, false, ['seen_at']];
		yield 'so has whoever asks for what is not there' => ['PROPFIND', $calendar, '0', false, true, ['seen_at']];
		yield 'a home by itself names no calendar' => ['PROPFIND', 'calendars/pvs', '0', true, false, ['seen_at']];
		yield 'with what it holds it does' => ['PROPFIND', 'calendars/pvs', '1', true, false, ['seen_at', 'found_at']];
		yield 'its own calendar is none of the practice' => ['PUT', 'calendars/pvs/personal/a.ics', '', true, false, ['seen_at']];
		yield 'properties are no appointments' => ['PROPFIND', $calendar, '0', true, true, ['seen_at', 'found_at', 'read_at']];
		yield 'a report reads' => ['REPORT', $calendar, '1', true, true, ['seen_at', 'found_at', 'fetched_at', 'read_at']];
		yield 'a write writes' => ['PUT', "$calendar/a.ics", '', true, true, ['seen_at', 'found_at', 'stored_at', 'write_at']];
		yield 'a question for what is possible reads nothing' => ['OPTIONS', $calendar, '', true, true, ['seen_at']];
	}

	public function testWhatIsGoneOrStaleIsNoFailure(): void {
		self::assertSame([403, 409, 500], array_values(array_filter([200, 207, 403, 404, 409, 412, 500], SyncSteps::isFailure(...))));
	}

	public function testAProgramIsFreshWithinTwoIntervalsAndLostAfterTwelve(): void {
		$states = array_map(static fn (int $silent): string => SyncState::stateOf(100_000 - $silent, 300, 100_000), [0, 660, 661, 3660, 3661]);
		self::assertSame(['fresh', 'fresh', 'late', 'late', 'lost'], $states);
		self::assertSame('never', SyncState::stateOf(0, 300, 100_000));
	}
}
