<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use Sprechstunde\WordPress\Security\Keys;

final class Samples {
	/** 2026-11-23T12:00:00Z */
	public const NOW = 1795435200;

	/** @return array<string, mixed> */
	public static function catalog(): array {
		$type = ['code' => 'KONTROLLE', 'label' => ['de' => 'Kontrolle', 'en' => 'Check-up'], 'durationMinutes' => 30, 'bufferBeforeMinutes' => 0, 'bufferAfterMinutes' => 0, 'category' => 'FOLLOWUP', 'insurances' => ['GESETZLICH', 'PRIVAT'], 'patients' => 'all', 'approval' => 'manual'];
		return [
			'version' => 1,
			'practice' => ['name' => 'Praxis', 'address' => 'Weg 1', 'phone' => '0123 4567', 'email' => 'info@praxis.example', 'timeZone' => 'Europe/Berlin', 'language' => 'de'],
			'consent' => ['version' => '2026-01', 'text' => ['de' => 'Ja', 'en' => 'Yes'], 'url' => null],
			'calendars' => [['id' => 'dr-mueller', 'displayName' => 'Dr. Müller', 'doctor' => 'Dr. Müller', 'types' => ['KONTROLLE', 'NEU']], ['id' => 'dr-schmidt', 'displayName' => 'Dr. Schmidt', 'doctor' => 'Dr. Schmidt', 'types' => ['NEU']]],
			'appointmentTypes' => [$type, ['code' => 'NEU', 'patients' => 'new'] + $type],
			'booking' => ['minimumNoticeMinutes' => 120, 'horizonDays' => 90, 'gridMinutes' => 15],
		];
	}

	/**
	 * @param array<string, mixed> $changes
	 * @return array<string, mixed>
	 */
	public static function request(array $changes = []): array {
		return $changes + [
			'idempotencyKey' => '0123456789abcdef0123456789abcdef', 'calendar' => 'dr-mueller', 'appointmentType' => 'KONTROLLE', 'start' => '2026-12-01T09:00:00Z',
			'patientName' => 'Erika Mustermann', 'birthDate' => '1980-05-17', 'insurance' => 'PRIVAT', 'email' => 'erika@example.org',
			'consent' => ['accepted' => true, 'version' => '2026-01'],
		];
	}

	public static function keys(string $secret = 'salt of this test site'): Keys {
		return new Keys(static fn (): string => $secret);
	}
}
