<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\Approval;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Tests\Samples;

final class ApprovalTest extends TestCase {
	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
	}

	public function testARequestIsConfirmedAndAllElseStays(): void {
		$request = self::request();
		$before = $request->serialize();
		$event = AppointmentReader::master(self::approve($request, Role::Staff));
		self::assertNotNull($event);
		self::assertSame('CONFIRMED', AppointmentReader::status($event));
		self::assertSame('Max Mustermann', EventProperties::text($event, 'X-PATIENT-NAME'));
		self::assertGreaterThan((int)EventProperties::text(AppointmentReader::master($request), 'SEQUENCE'), (int)EventProperties::text($event, 'SEQUENCE'));
		self::assertSame($before, $request->serialize(), 'what is stored is not touched');
	}

	public function testWhatIsNoRequestAnyMoreIsStale(): void {
		$approved = self::approve(self::request(), Role::Admin);
		self::assertSame(['STALE'], self::refused($approved, Role::Admin));
		self::assertSame(['STALE'], self::refused(new VCalendar(), Role::Admin));
	}

	public function testWhoMayNotIsRefused(): void {
		self::assertNotSame([], self::refused(self::request(), Role::Booking));
		self::assertNotSame([], self::refused(self::request(), null));
	}

	private static function approve(VCalendar $request, ?Role $role): VCalendar {
		$uid = EventProperties::text(AppointmentReader::master($request) ?? $request, 'UID') ?? '';
		return Approval::approved($request, 'dr-mueller', "$uid.ics", $role, Samples::practice(), new \DateTimeImmutable(Samples::NOW));
	}

	/** @return list<string> codes */
	private static function refused(VCalendar $request, ?Role $role): array {
		try {
			$event = AppointmentReader::master($request);
			Approval::approved($request, 'dr-mueller', ($event === null ? 'x' : EventProperties::text($event, 'UID')) . '.ics', $role, Samples::practice(), new \DateTimeImmutable(Samples::NOW));
			return [];
		} catch (IssuesException $refusal) {
			return array_map(static fn ($issue): string => $issue->code, $refusal->issues);
		}
	}

	private static function request(): VCalendar {
		return Samples::booked()->calendar ?? self::fail('the sample is accepted');
	}
}
