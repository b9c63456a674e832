<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Verdict;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** What several tests start from. */
final class Samples {
	public const NOW = '2026-11-23T09:00:00Z';

	/** @return array<string, mixed> */
	public static function practiceData(): array {
		/** @var array<string, mixed> */
		return json_decode((string)file_get_contents(__DIR__ . '/../../../test/servers/practice.json'), true);
	}

	public static function practice(): Practice {
		return Practice::fromArray(self::practiceData());
	}

	/**
	 * @param array<string, mixed> $change
	 * @return array<string, mixed>
	 */
	public static function request(array $change = []): array {
		return [...[
			'idempotencyKey' => '0123456789abcdef', 'calendar' => 'dr-mueller', 'appointmentType' => 'KONTROLLUNTERSUCHUNG',
			'start' => '2026-12-01T08:00:00Z', 'patientName' => 'Max Mustermann', 'birthDate' => '1980-01-31', 'insurance' => 'GESETZLICH',
			'email' => 'max@example.com', 'reason' => 'Krampfadern', 'consent' => ['accepted' => true, 'version' => '2026-01'],
		], ...$change];
	}

	/** A booking, as the guard lets it be stored. */
	public static function booked(): Verdict {
		$now = new \DateTimeImmutable(self::NOW);
		$booking = JcalWriter::booking(self::request(), self::practiceData(), $now, str_repeat("\xA5", 16));
		return WriteGuard::judge(new WriteRequest(Role::Booking, 'create', CalendarParser::parse((string)json_encode($booking['jcal'])),
			null, self::practice(), 'dr-mueller', $now, $booking['uid'] . '.ics'));
	}
}
