<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\MailEvent;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\PatientIcs;

final class MailTest extends TestCase {
	#[DataProvider('changes')]
	public function testWhichMailAChangeAsksFor(?string $old, string $new, bool $times, bool $other, ?string $expected): void {
		self::assertSame($expected, MailEvent::of($old, $new, $times, $other));
		self::assertTrue($expected === null || isset(Contract::load()->texts()['mail'][$expected]));
	}

	/** @return list<array{?string, string, bool, bool, ?string}> */
	public static function changes(): array {
		return [
			[null, 'TENTATIVE', false, false, 'requested'],
			[null, 'CONFIRMED', false, false, 'confirmed'],
			[null, 'CANCELLED', false, false, null],
			['TENTATIVE', 'CONFIRMED', true, false, 'confirmed'],
			['CANCELLED', 'CONFIRMED', false, false, 'confirmed'],
			['TENTATIVE', 'CANCELLED', false, false, 'rejected'],
			['CONFIRMED', 'CANCELLED', false, false, 'cancelled'],
			['CONFIRMED', 'CONFIRMED', true, true, 'moved'],
			['TENTATIVE', 'TENTATIVE', true, false, 'moved'],
			['CONFIRMED', 'CONFIRMED', false, true, 'changed'],
			['CONFIRMED', 'CONFIRMED', false, false, null],
			['CANCELLED', 'CANCELLED', true, true, null],
			['CONFIRMED', 'TENTATIVE', false, false, null],
			['CONFIRMED', 'TENTATIVE', true, false, 'rescheduleRequested'],
			['CANCELLED', 'TENTATIVE', false, false, 'requested'],
		];
	}

	#[DataProvider('events')]
	public function testThePatientGetsWhatConcernsThem(string $event, string $method): void {
		$stored = Samples::booked()->calendar ?? self::fail('refused');
		$appointment = AppointmentReader::master($stored) ?? self::fail('no event');
		$appointment->add('X-PATIENT-ID', '4711');
		$appointment->add('ATTENDEE', 'mailto:kollegin@praxis.example');
		$appointment->add('X-INTERN', 'geheim');
		EventProperties::set($appointment, 'DESCRIPTION', EventProperties::text($appointment, 'DESCRIPTION') . "\n\nsteht in der Akte");
		$text = PatientIcs::of($stored, Samples::practice(), $event);
		$parsed = CalendarParser::parse($text);
		self::assertSame([], $parsed->validate());
		self::assertStringContainsString("METHOD:$method\r\n", $text);
		self::assertStringContainsString("BEGIN:VTIMEZONE\r\n", $text);
		self::assertStringContainsString("SUMMARY:Kontrolluntersuchung - Praxis für Gefäßmedizin\r\n", $text);
		self::assertSame($method === 'CANCEL', str_contains($text, "STATUS:CANCELLED\r\n"));
		self::assertSame($method !== 'PUBLISH', str_contains($text, 'max@example.com'));
		$unfolded = str_replace("\r\n ", '', $text);
		foreach (['X-', 'SCHEDULE-', 'kollegin', '4711', 'Krampfadern', 'Akte', '1980'] as $private) {
			self::assertStringNotContainsString($private, $unfolded);
		}
	}

	/** @return iterable<string, array{string, string}> */
	public static function events(): iterable {
		foreach (Contract::load()->texts()['mail'] as $event => $mail) {
			yield $event => [$event, $mail['method']];
		}
	}

	public function testTheMailSaysWhenAndWhere(): void {
		$practice = Samples::practice();
		$appointment = AppointmentReader::read(Samples::booked()->calendar ?? self::fail('refused'), $practice) ?? self::fail('no appointment');
		$calendar = $practice->calendar('dr-mueller') ?? self::fail('no calendar');
		$mail = MailText::of('confirmed', $appointment, $practice, $calendar, 'de');
		self::assertSame('Ihr Termin bei Praxis für Gefäßmedizin ist bestätigt', $mail->subject);
		self::assertSame('Guten Tag Max Mustermann,', $mail->paragraphs[0]);
		self::assertSame(['Wann', 'Wo', 'Bei', 'Terminart'], array_column($mail->facts, 'label'));
		self::assertContains('Wann: Dienstag, 1. Dezember 2026, 09:00 bis 09:30 Uhr', $mail->lines);
		self::assertContains('When: Tuesday 1 December 2026, 09:00 to 09:30', MailText::of('confirmed', $appointment, $practice, $calendar, 'en')->lines);
		self::assertStringNotContainsString('Krampfadern', implode("\n", $mail->lines));
		self::assertStringNotContainsString('{', implode("\n", [$mail->subject, ...$mail->lines]));
	}
}
