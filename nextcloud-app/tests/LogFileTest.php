<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\LogFile;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Record/LogFile.php';

final class LogFileTest extends TestCase {
	public function testTextHasTheGuidesLines(): void {
		$file = new LogFile('txt', 'de', new \DateTimeZone('Europe/Berlin'));
		self::assertSame('', $file->head());
		self::assertSame("[2026-12-01 09:00:00] SUCCESS Anfrage bestätigt | empfang (Praxisteam), mit einem Kalenderprogramm | dr-schmidt | u@praxis.example\n", $file->line(self::entry([])));
	}

	public function testATableOpensInSpreadsheetsOfBothLanguages(): void {
		$german = new LogFile('csv', 'de', new \DateTimeZone('Europe/Berlin'));
		self::assertSame("\u{FEFF}\"Zeit\";\"Stufe\";\"Code\";\"Was\";\"Wer\";\"Kalender\";\"UID\"\r\n", $german->head());
		$english = new LogFile('csv', 'en', new \DateTimeZone('Europe/Berlin'));
		self::assertStringStartsWith("\u{FEFF}\"Time\",\"Level\"", $english->head());
		self::assertStringStartsWith('"2026-12-01 09:00:00","SUCCESS","APPOINTMENT_APPROVED","', $english->line(self::entry([])));
	}

	#[DataProvider('uids')]
	public function testAUidIsNoFormulaAndBreaksNoRow(string $uid, string $cell): void {
		$line = (new LogFile('csv', 'de', new \DateTimeZone('UTC')))->line(self::entry(['uid' => $uid]));
		self::assertStringEndsWith(";$cell\r\n", $line);
		self::assertSame(1, substr_count($line, "\n"));
	}

	/** @return iterable<array{string, string}> */
	public static function uids(): iterable {
		yield ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'];
		yield ['+49', '"\'+49"'];
		yield ['@SUM(1)', '"\'@SUM(1)"'];
		yield ["a\r\nb;c", '"a b;c"'];
	}

	/**
	 * @param array{uid?: string} $changes
	 * @return array{id: int, at: string, level: string, code: string, actor: string, actorName: string, role: string, way: string, calendar: string, uid: string, href: ?string, params: array<string, string|int>}
	 */
	private static function entry(array $changes): array {
		return $changes + [
			'id' => 1, 'at' => '2026-12-01T08:00:00Z', 'level' => 'SUCCESS', 'code' => 'APPOINTMENT_APPROVED', 'actor' => 'empfang', 'actorName' => 'Empfang',
			'role' => 'staff', 'way' => 'caldav', 'calendar' => 'dr-schmidt', 'uid' => 'u@praxis.example', 'href' => null, 'params' => [],
		];
	}
}
