<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Rest\RemoteAppointment;
use OCA\Sprechstunde\Rest\RestAnswer;
use OCA\Sprechstunde\Rest\SentBody;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\RestInterface;

final class SentBodyTest extends TestCase {
	private const ADDRESS = ['url' => 'https://praxis.example/api/v1/appointments/', 'active' => true];

	/**
	 * @param list<string> $lines
	 */
	#[DataProvider('objects')]
	public function testWhatIsToBeThere(array $lines, bool $tellsStatus, bool $isThere): void {
		$rest = RestInterface::fromArray(self::ADDRESS + ($tellsStatus ? ['fields' => [['name' => 'state', 'value' => 'status']]] : []), ['dr-mueller']);
		$practice = self::practice();
		$calendar = $practice->calendar('dr-mueller') ?? self::fail('no calendar');
		$body = SentBody::of(self::object(...$lines), $calendar, $practice, $rest);
		self::assertSame($isThere, $body !== null);
		self::assertSame(!$isThere, SentBody::hash($body) === SentBody::NONE);
	}

	/** @return iterable<string, array{list<string>, bool, bool}> */
	public static function objects(): iterable {
		yield 'a confirmed one' => [['STATUS:CONFIRMED'], false, true];
		yield 'one without a status is confirmed' => [[], false, true];
		yield 'one that is asked for would be an appointment there' => [['STATUS:TENTATIVE'], false, false];
		yield 'unless its status is told' => [['STATUS:TENTATIVE'], true, true];
		yield 'a cancelled one is taken away, not marked' => [['STATUS:CANCELLED'], true, false];
		yield 'a series' => [['STATUS:CONFIRMED', 'RRULE:FREQ=WEEKLY'], false, false];
	}

	public function testACancelledOneIsFoundAgainAsItWas(): void {
		$practice = self::practice();
		$calendar = $practice->calendar('dr-mueller') ?? self::fail('no calendar');
		$body = SentBody::of(self::object('STATUS:CANCELLED'), $calendar, $practice, RestInterface::fromArray(self::ADDRESS, ['dr-mueller']), true);
		self::assertSame('{"date":"2026-12-15","time":"10:00","duration":30,"reason":"Krampfadern"}', SentBody::json($body ?? []));
	}

	public function testABlockIsNoAppointment(): void {
		$practice = self::practice();
		$calendar = $practice->calendar('dr-mueller') ?? self::fail('no calendar');
		$block = CalendarParser::parse("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261215T090000Z\r\nDTEND:20261215T093000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
		self::assertNull(SentBody::of($block, $calendar, $practice, RestInterface::fromArray(self::ADDRESS, ['dr-mueller']), true));
	}

	public function testTheAddressEndsWithoutASlashAndTheKeyChangesWithEachCreation(): void {
		self::assertSame('https://praxis.example/api/v1/appointments', RestInterface::fromArray(self::ADDRESS, [])->url);
		$key = static fn (int $creations): string => (new RemoteAppointment('x', 'uid', creations: $creations))->idempotencyKey();
		self::assertSame($key(1), $key(1));
		self::assertNotSame($key(1), $key(2));
	}

	public function testWhatIsGivenUpAtOnce(): void {
		$final = array_filter(range(300, 599), static fn (int $status): bool => (new RestAnswer($status, null, null))->failure()->isFinal);
		self::assertSame([400, 405, 413, 415, 422], array_values($final));
		self::assertSame(7, (new RestAnswer(429, null, 7))->failure()->retryAfter);
		self::assertSame('REDIRECTED', (new RestAnswer(302, null, null))->failure()->reason);
	}

	private static function object(string ...$lines): VCalendar {
		$all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//EN', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20261215T090000Z', 'DTEND:20261215T093000Z',
			'X-APPOINTMENT-TYPE:KONTROLLUNTERSUCHUNG', 'X-VISIT-REASON:Krampfadern', ...$lines, 'END:VEVENT', 'END:VCALENDAR'];
		return CalendarParser::parse(implode("\r\n", $all) . "\r\n");
	}

	private static function practice(): Practice {
		/** @var array<string, mixed> $data */
		$data = json_decode((string)file_get_contents(__DIR__ . '/../../test/servers/practice.json'), true, 64, JSON_THROW_ON_ERROR);
		return Practice::trusted($data);
	}
}
