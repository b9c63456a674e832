<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use PHPUnit\Framework\TestCase;
use Sabre\VObject\Reader;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EcmaPattern;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

final class BookingTest extends TestCase {
	public function testTheUidIsUnguessableAndOfTheContract(): void {
		$now = new \DateTimeImmutable('2026-11-23T10:00:00+01:00');
		$uid = JcalWriter::uid($now, str_repeat("\xff", 16), 'praxis.example');
		self::assertSame('appointment-20261123-090000-_____________________w@praxis.example', $uid);
		self::assertTrue(EcmaPattern::matches(Contract::load()->limits()['uidPattern'], $uid));
		$this->expectException(\LogicException::class);
		JcalWriter::uid($now, str_repeat('x', 15), 'praxis.example');
	}

	public function testACatalogWithoutDomainGivesThatOfTheAddress(): void {
		$catalog = Samples::practiceData();
		self::assertIsArray($catalog['practice']);
		unset($catalog['practice']['domain']);
		$catalog['practice']['email'] = 'Praxis@Anderswo.example';
		$booking = JcalWriter::booking(Samples::request(), $catalog, new \DateTimeImmutable(Samples::NOW), random_bytes(16));
		self::assertStringEndsWith('@anderswo.example', $booking['uid']);
	}

	public function testATypeThatTheCatalogLacksIsRefused(): void {
		$this->expectExceptionObject(new IssuesException([new \Sprechstunde\Core\Issue('TYPE_UNKNOWN', 'appointmentType')]));
		JcalWriter::booking(Samples::request(['appointmentType' => 'NICHTS']), Samples::practiceData(), new \DateTimeImmutable(Samples::NOW), random_bytes(16));
	}

	public function testTheRelayNeedsNoSabre(): void {
		$code = 'require ' . var_export(__DIR__ . '/../autoload.php', true) . '; require ' . var_export(__DIR__ . '/Samples.php', true) . ';'
			. 'use Sprechstunde\Core as C; use Sprechstunde\Core\Tests\Samples;'
			. '$p = Samples::practice(); $now = strtotime("2026-11-30T06:00:00Z"); $c = $p->calendar("dr-mueller");'
			. 'echo count(C\BookingRequest::issues(Samples::request(), "2026-11-23")), count(C\SlotFinder::alternatives($p, $c, $p->types()[0], [], $now, $now)),'
			. 'count(C\JcalWriter::booking(Samples::request(), $p->toArray(), new DateTimeImmutable(), random_bytes(16))["jcal"]);';
		exec(escapeshellarg(PHP_BINARY) . ' -r ' . escapeshellarg($code) . ' 2>&1', $output, $exit);
		self::assertSame([0, ['033']], [$exit, $output]);
	}

	public function testAStoredBookingCanTakeThePlaceOfWhatWasSent(): void {
		$verdict = Samples::booked();
		self::assertTrue($verdict->ok);
		$target = Reader::read("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
		self::assertInstanceOf(\Sabre\VObject\Component\VCalendar::class, $target);
		$verdict->applyTo($target);
		self::assertSame($verdict->calendar?->serialize(), $target->serialize());
	}

	public function testStaffMaySendJcal(): void {
		$stored = Samples::booked()->calendar ?? self::fail('refused');
		$jcal = json_decode((string)json_encode($stored->jsonSerialize()), true);
		self::assertIsArray($jcal);
		foreach ($jcal[2] as $place => $component) {
			foreach ($component[1] as $index => $property) {
				if ($component[0] === 'vevent' && str_starts_with($property[0], 'x-')) {
					$jcal[2][$place][1][$index][2] = 'text';
				}
			}
		}
		$next = CalendarParser::parse((string)json_encode($jcal));
		$now = new \DateTimeImmutable(Samples::NOW);
		$uri = AppointmentReader::read($stored, Samples::practice())?->uid . '.ics';
		$verdict = WriteGuard::judge(new WriteRequest(Role::Staff, 'update', $next, $stored, Samples::practice(), 'dr-mueller', $now, $uri));
		self::assertTrue($verdict->ok);
		$event = AppointmentReader::master($verdict->calendar ?? self::fail('no calendar')) ?? self::fail('no event');
		foreach (Contract::load()->fields() as $field) {
			foreach (EventProperties::all($event, $field->property) as $property) {
				self::assertSame('', EventProperties::parameter($property, 'VALUE'), $field->property);
			}
		}
	}

	public function testWhatIsNoCalendarIsMalformed(): void {
		foreach (['', 'x', '[', '[]', '["vcalendar"]', '["vcalendar",[1]]', '["vcalendar",[["uid"]]]', '["vcard",[]]', '{"a":1}', "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n",
			'["vcalendar",[],[["vevent",[["dtstart",{},"date-time","2026-01-01T00:00:00Z\r\nATTENDEE:x"]],[]]]]', str_repeat('[', 200)] as $body) {
			try {
				CalendarParser::parse($body);
				self::fail("accepted: $body");
			} catch (IssuesException $refusal) {
				self::assertSame('OBJECT_MALFORMED', $refusal->issues[0]->code);
			}
		}
		$this->expectExceptionMessage('OBJECT_TOO_LARGE');
		CalendarParser::parse(str_repeat(' ', 65537));
	}
}
