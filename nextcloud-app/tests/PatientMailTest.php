<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Outbox\MailHtml;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\Practice;

require_once __DIR__ . '/../lib/Outbox/MailHtml.php';

final class PatientMailTest extends TestCase {
	public function testTellsTheTimeInThePracticesZoneAndLanguage(): void {
		self::assertContains(['label' => 'Wann', 'text' => 'Dienstag, 1. Dezember 2026, 09:00 bis 09:30 Uhr'], self::mail('confirmed')->facts);
		self::assertContains(['label' => 'When', 'text' => 'Tuesday 1 December 2026, 09:00 to 09:30'], self::mail('confirmed', 'en')->facts);
	}

	public function testABraceInANameIsABrace(): void {
		self::assertSame('Guten Tag Max {phone} Mustermann,', self::mail('confirmed')->paragraphs[0]);
	}

	#[DataProvider('events')]
	public function testSubjectsNameNobodyAndOnlyARefusalSaysWhy(string $event): void {
		$mail = self::mail($event);
		self::assertDoesNotMatchRegularExpression('/Max|Krampfadern|Urlaub|\{/', $mail->subject);
		$all = (string)json_encode([$mail->heading, $mail->paragraphs, $mail->facts], JSON_UNESCAPED_UNICODE);
		self::assertDoesNotMatchRegularExpression('/Krampfadern|4711|1980/', $all);
		self::assertSame(in_array($event, ['rejected', 'cancelled', 'conflictCancelled'], true), str_contains($all, 'Urlaub'));
	}

	public function testTheHtmlPartLoadsNothingAndTakesNoMarkup(): void {
		$html = MailHtml::of(self::mail('rejected', 'de', "<b>Urlaub</b>\nbis Montag"), self::practice('de'), 'de');
		self::assertStringContainsString("&lt;b&gt;Urlaub&lt;/b&gt;<br>\nbis Montag", $html);
		self::assertDoesNotMatchRegularExpression('/<(img|script|link|style|iframe)|https?:|url\(/i', $html);
		self::assertTrue((new \DOMDocument())->loadHTML($html, LIBXML_NOERROR));
		self::assertStringContainsString('<html lang="en">', MailHtml::of(self::mail('confirmed', 'en'), self::practice('en'), 'en'));
	}

	public function testThePracticesOwnWordsTakeNoMarkupAndComeBelowTheFacts(): void {
		$mail = self::mail('confirmed', 'de', '', ['all' => ['footer' => ['de' => "<b>Parken</b>\nhinter dem Haus"]]]);
		$html = MailHtml::of($mail, self::practice('de'), 'de');
		self::assertStringContainsString("</table><p style=\"margin:16px 0 0\">&lt;b&gt;Parken&lt;/b&gt;<br>\nhinter dem Haus</p></td>", $html);
	}

	/** @return iterable<string, array{string}> */
	public static function events(): iterable {
		foreach (array_keys(Contract::load()->texts()['mail']) as $event) {
			yield $event => [$event];
		}
	}

	/** @param array<string, mixed> $mailTexts */
	private static function practice(string $language, array $mailTexts = []): Practice {
		$json = (string)file_get_contents(__DIR__ . '/../../test/servers/practice.json');
		/** @var array<string, mixed> $data */
		$data = array_replace_recursive((array)json_decode($json, true), ['practice' => ['language' => $language], 'mailTexts' => $mailTexts]);
		return Practice::fromArray($data);
	}

	/** @param array<string, mixed> $mailTexts */
	private static function mail(string $event, string $language = 'de', string $statusReason = 'Urlaub', array $mailTexts = []): MailText {
		$practice = self::practice($language, $mailTexts);
		$appointment = new Appointment(
			['patientName' => 'Max {phone} Mustermann', 'reason' => 'Krampfadern', 'statusReason' => $statusReason, 'patientId' => '4711', 'birthDate' => '1980-01-31', 'appointmentType' => 'KONTROLLUNTERSUCHUNG'],
			new \DateTimeImmutable('2026-12-01T08:00:00Z'), new \DateTimeImmutable('2026-12-01T08:30:00Z'), 'CONFIRMED', [], '', 'u@praxis.example', 0, '',
		);
		return MailText::of($event, $appointment, $practice, $practice->calendars()[0], $language);
	}
}
