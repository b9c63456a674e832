<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use OCA\Sprechstunde\Waiting\WaitingWatch;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Role;

require_once __DIR__ . '/../lib/Record/StateRow.php';
require_once __DIR__ . '/../lib/Record/Writer.php';
require_once __DIR__ . '/../lib/Waiting/WaitingWatch.php';

final class WaitingWatchTest extends TestCase {
	/**
	 * @param array<string, int|string>|null $before
	 * @param array<string, int|string>|null $after
	 */
	#[DataProvider('writes')]
	public function testOnlyWhatGivesUpTimeOrIsBookedConcernsTheList(?array $before, ?array $after, Role $role, bool $concerns): void {
		self::assertSame($concerns, WaitingWatch::concerns(self::row($before), self::row($after), new Writer('somebody', $role)));
	}

	/** @return iterable<string, array{array<string, int|string>|null, array<string, int|string>|null, Role, bool}> */
	public static function writes(): iterable {
		yield 'a booking may ask for an earlier time' => [null, [], Role::Booking, true];
		yield 'what staff enter asks for nothing' => [null, [], Role::Staff, false];
		yield 'an approval gives up no time' => [['status' => 'TENTATIVE'], [], Role::Staff, false];
		yield 'a cancellation does' => [[], ['status' => 'CANCELLED'], Role::Pvs, true];
		yield 'a move does' => [[], ['start_at' => 150], Role::Patient, true];
		yield 'so does a shorter appointment' => [[], ['end_at' => 190], Role::Staff, true];
		yield 'so does another calendar' => [[], ['calendar_id' => 8], Role::Staff, true];
		yield 'so does a deletion' => [[], null, Role::Admin, true];
		yield 'what was cancelled had given it up before' => [['status' => 'CANCELLED'], null, Role::Admin, false];
		yield 'a block is no appointment' => [['kind' => 'block', 'status' => ''], null, Role::Staff, false];
	}

	/** @param array<string, int|string>|null $changes */
	private static function row(?array $changes): ?StateRow {
		return $changes === null ? null : StateRow::fromRow($changes + ['object_id' => 1, 'calendar_id' => 7, 'kind' => 'appointment', 'status' => 'CONFIRMED', 'start_at' => 100, 'end_at' => 200]);
	}
}
