<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Outbox\SampleMail;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

require_once __DIR__ . '/../lib/Outbox/MailHtml.php';
require_once __DIR__ . '/../lib/Outbox/SampleMail.php';

final class SampleMailTest extends TestCase {
	#[DataProvider('events')]
	public function testShowsEachMailInThePracticesOwnWords(string $event): void {
		$mail = SampleMail::of(self::practice(), $event, 'de');
		self::assertStringContainsString('Hallo Erika Mustermann,', $mail['text']);
		self::assertStringContainsString('Hallo Erika Mustermann,', $mail['html']);
		self::assertStringNotContainsString('Erika', $mail['subject']);
		self::assertStringNotContainsString('{', $mail['text']);
	}

	public function testKnowsNoOtherMails(): void {
		$this->expectException(IssuesException::class);
		SampleMail::of(self::practice(), 'birthday', 'de');
	}

	/** @return iterable<string, array{string}> */
	public static function events(): iterable {
		foreach (array_keys(Contract::load()->texts()['mail']) as $event) {
			yield $event => [$event];
		}
	}

	private static function practice(): Practice {
		/** @var array<string, mixed> $data */
		$data = (array)json_decode((string)file_get_contents(__DIR__ . '/../../test/servers/practice.json'), true);
		return Practice::fromArray(['mailTexts' => ['all' => ['greeting' => ['de' => 'Hallo {name},']]]] + $data);
	}
}
