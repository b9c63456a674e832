<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\BookingRequest;
use Sprechstunde\Core\EcmaPattern;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\SchemaValidator;

final class SchemaTest extends TestCase {
	public function testAKeywordThatIsNotInterpretedThrows(): void {
		$this->expectException(\LogicException::class);
		SchemaValidator::issues('x', ['type' => 'string', 'format' => 'email']);
	}

	public function testPatternsMeanWhatTheyMeanInEcmaScript(): void {
		self::assertTrue(EcmaPattern::matches('^\d{2}$', '12'));
		self::assertFalse(EcmaPattern::matches('^\d{2}$', "12\n"), 'a final line break');
		self::assertFalse(EcmaPattern::matches('^\d{2}$', '٣٣'), 'digits of another script');
		self::assertFalse(EcmaPattern::matches('^[0-5]\d$', '1٣'));
		self::assertFalse(EcmaPattern::matches('^\S+$', "a\u{feff}b"));
		self::assertTrue(EcmaPattern::matches('^\S+$', "a\u{85}b"));
		self::assertFalse(EcmaPattern::matches('^.*$', "\xff"), 'no UTF-8');
	}

	/**
	 * @param array<string, mixed> $change
	 * @param list<array{0: string, 1: ?string}> $expected
	 */
	#[DataProvider('requests')]
	public function testABookingRequestIsToldFieldByField(array $change, array $expected): void {
		$issues = BookingRequest::issues(Samples::request($change), '2026-11-23');
		self::assertSame($expected, array_map(static fn (Issue $one): array => [$one->code, $one->path], $issues));
		foreach ($issues as $issue) {
			self::assertNotSame('', $issue->text());
		}
	}

	/** @return iterable<string, array{array<string, mixed>, list<array{0: string, 1: ?string}>}> */
	public static function requests(): iterable {
		yield 'right' => [[], []];
		yield 'empty name' => [['patientName' => ''], [['FIELD_REQUIRED', 'patientName']]];
		yield 'insurance' => [['insurance' => 'KASSE'], [['FIELD_VALUE_NOT_ALLOWED', 'insurance']]];
		yield 'too long' => [['reason' => str_repeat('ä', 1001)], [['FIELD_TOO_LONG', 'reason']]];
		yield 'as long as it may be' => [['reason' => str_repeat('ä', 1000)], []];
		yield 'a number' => [['patientName' => 7], [['FIELD_FORMAT', 'patientName']]];
		yield 'start of another zone' => [['start' => '2026-12-01T08:00:00+01:00'], [['FIELD_TOO_LONG', 'start']]];
		yield 'unknown' => [['admin' => true], [['FIELD_UNKNOWN', 'admin']]];
		yield 'no consent' => [['consent' => ['accepted' => false, 'version' => '2026-01']], [['CONSENT_REQUIRED', 'consent']]];
		yield 'consent without version' => [['consent' => ['accepted' => true]], [['FIELD_REQUIRED', 'consent.version']]];
		yield 'no contact' => [['email' => ''], [['CONTACT_REQUIRED', 'email']]];
		yield 'born tomorrow' => [['birthDate' => '2026-11-24'], [['BIRTHDATE_IN_FUTURE', 'birthDate']]];
		yield 'line break in the name' => [['patientName' => "Max\nMustermann"], [['FIELD_FORMAT', 'patientName']]];
	}

	public function testWhatIsNoObjectIsMalformed(): void {
		foreach ([null, 'x', 7, ['a', 'b']] as $data) {
			self::assertSame('REQUEST_MALFORMED', BookingRequest::issues($data, '2026-11-23')[0]->code);
		}
	}

	public function testAPracticeWithIssuesIsRefusedAsAWhole(): void {
		$data = Samples::practiceData();
		unset($data['roles']);
		try {
			Practice::fromArray($data);
			self::fail('accepted');
		} catch (IssuesException $refusal) {
			self::assertSame([['code' => 'SCHEMA_VIOLATION', 'path' => '/roles', 'params' => ['rule' => 'required', 'expected' => 'roles']]],
				array_map(static fn (Issue $one): array => $one->data(), $refusal->issues));
		}
	}

	public function testAPracticeFindsItsParts(): void {
		$practice = Samples::practice();
		self::assertSame('dr-mueller', $practice->calendar('hauptkalender')?->id);
		self::assertSame('dr-schmidt', $practice->calendarAt('praxis', 'dr-schmidt')?->id);
		self::assertNull($practice->calendar('any'));
		self::assertSame('seagreen', $practice->category('FOLLOWUP')['colorName'] ?? null);
		self::assertSame(Samples::practiceData(), $practice->toArray());
	}
}
