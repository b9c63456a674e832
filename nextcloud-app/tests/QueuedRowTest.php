<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Outbox\QueuedRow;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Outbox/QueuedRow.php';

final class QueuedRowTest extends TestCase {
	public function testTellsWhatWaitsAndSinceWhenButNotToWhom(): void {
		// as databases give it: some numbers as text
		$row = ['id' => '7', 'object_id' => 3, 'calendar_id' => 2, 'uid' => 'u@praxis.example', 'kind' => 'patient', 'state' => 'dead', 'created_at' => 1796133600, 'due_at' => '0', 'attempts' => '8', 'last_error' => 'OCA\Sprechstunde\Outbox\MailRefused', 'base_visible' => 'Erika'];
		self::assertSame([
			'id' => 7, 'state' => 'dead', 'kind' => 'patient', 'calendar' => 'dr-schmidt', 'uid' => 'u@praxis.example', 'href' => '/remote.php/dav/x.ics',
			'createdAt' => '2026-12-01T14:00:00Z', 'dueAt' => '1970-01-01T00:00:00Z', 'attempts' => 8, 'error' => 'MailRefused',
		], QueuedRow::shown($row, 'dr-schmidt', '/remote.php/dav/x.ics'));
	}

	#[DataProvider('errors')]
	public function testAnErrorIsTheBareNameOfItsClass(?string $stored, string $shown): void {
		self::assertSame($shown, QueuedRow::shown(['last_error' => $stored], '', null)['error']);
	}

	/** @return iterable<array{?string, string}> */
	public static function errors(): iterable {
		yield [null, ''];
		yield ['', ''];
		yield ['TransportException', 'TransportException'];
		yield ['Symfony\Component\Mailer\Exception\TransportException', 'TransportException'];
	}
}
