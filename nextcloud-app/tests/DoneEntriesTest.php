<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Waiting\DoneEntries;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/FakeTables.php';
require_once __DIR__ . '/../lib/Record/Objects.php';
require_once __DIR__ . '/../lib/Waiting/DoneEntries.php';

final class DoneEntriesTest extends TestCase {
	private const DAY = 86400;
	private const DONE_AT = 1_795_435_200;
	private const LIST = 7;

	private int $now = self::DONE_AT;
	private FakeTables $tables;
	private DoneEntries $done;

	protected function setUp(): void {
		$this->tables = new FakeTables('CREATE TABLE calendarobjects (id INTEGER PRIMARY KEY AUTOINCREMENT, uri TEXT, calendardata TEXT, calendarid INTEGER, calendartype INTEGER DEFAULT 0, deleted_at INTEGER, componenttype TEXT DEFAULT \'VTODO\', lastmodified INTEGER)');
		$this->done = new DoneEntries($this->tables->connection($this));
	}

	public function testAnEntryGoesOnceItHasBeenDoneForLongEnough(): void {
		$this->add('done', 'COMPLETED');
		$this->add('taken-off', 'CANCELLED');
		self::assertSame([], $this->done->due(self::LIST, $this->now));
		$this->now = self::DONE_AT + 30 * self::DAY;
		self::assertSame([], $this->done->due(self::LIST, $this->now));
		$this->now++;
		self::assertSame(['done.ics', 'taken-off.ics'], $this->done->due(self::LIST, $this->now));
	}

	public function testWhoeverWaitsStaysHoweverLongItTakes(): void {
		$this->add('waiting', 'NEEDS-ACTION');
		$this->add('offered', 'IN-PROCESS');
		$this->add('says-so', 'NEEDS-ACTION', "DESCRIPTION:was\\n STATUS:COMPLETED\r\n");
		$this->now = self::DONE_AT + 400 * self::DAY;
		self::assertSame([], $this->done->due(self::LIST, $this->now));
	}

	public function testWhatSomebodyHasTouchedSinceStays(): void {
		$this->add('touched', 'COMPLETED', '', ['lastmodified' => self::DONE_AT + 20 * self::DAY]);
		$this->now = self::DONE_AT + 31 * self::DAY;
		self::assertSame([], $this->done->due(self::LIST, $this->now));
	}

	public function testNothingElseIsTouched(): void {
		$this->add('other-list', 'COMPLETED', '', ['calendarid' => 8]);
		$this->add('in-the-trash', 'COMPLETED', '', ['deleted_at' => 5]);
		$this->add('an-event', 'CANCELLED', '', ['componenttype' => 'VEVENT']);
		$this->add('of-a-subscription', 'COMPLETED', '', ['calendartype' => 1]);
		$this->now = self::DONE_AT + 400 * self::DAY;
		self::assertSame([], $this->done->due(self::LIST, $this->now));
	}

	/** @param array<string, int|string> $changes */
	private function add(string $name, string $status, string $more = '', array $changes = []): void {
		$this->tables->add('calendarobjects', $changes + [
			'uri' => "$name.ics", 'calendarid' => self::LIST, 'lastmodified' => self::DONE_AT,
			'calendardata' => "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:$name\r\n{$more}STATUS:$status\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
		]);
	}
}
