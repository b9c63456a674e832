<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\LoggedChange;
use OCA\Sprechstunde\Record\StateRow;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Role;

require_once __DIR__ . '/../lib/Record/StateRow.php';
require_once __DIR__ . '/../lib/Record/LoggedChange.php';

final class LoggedChangeTest extends TestCase {
	/**
	 * @param ?array<string, mixed> $before null: new
	 * @param array<string, mixed> $after
	 * @param array<string, string|int> $params
	 */
	#[DataProvider('changes')]
	public function testNamesWhatHappened(?array $before, array $after, string $old, string $new, string $level, string $code, array $params = [], Role $by = Role::Staff): void {
		$change = LoggedChange::of($before === null ? null : self::row($before), self::row($after), self::calendar($old), self::calendar($new), $by);
		self::assertSame([$level, $code, $params], [$change->level, $change->code, $change->params]);
	}

	/** @return iterable<string, list<mixed>> */
	public static function changes(): iterable {
		[$tentative, $confirmed, $cancelled] = [['status' => 'TENTATIVE'], ['status' => 'CONFIRMED'], ['status' => 'CANCELLED']];
		yield 'a request' => [null, $tentative, '', '', 'INFO', 'APPOINTMENT_RECEIVED'];
		yield 'an appointment' => [null, $confirmed, '', '', 'INFO', 'APPOINTMENT_CREATED'];
		yield 'a block' => [null, ['kind' => 'block', 'status' => ''], '', '', 'INFO', 'BLOCK_CREATED'];
		yield 'a block that became an appointment' => [['kind' => 'block', 'status' => ''], $confirmed, '', '', 'INFO', 'APPOINTMENT_CREATED'];
		yield 'an approval' => [$tentative, $confirmed, '', 'X-STATUS-REASON:gut', 'SUCCESS', 'APPOINTMENT_APPROVED', ['fields' => 'statusReason']];
		yield 'an approval at another time' => [$tentative, ['start_at' => 700, 'end_at' => 800] + $confirmed, '', '', 'SUCCESS', 'APPOINTMENT_APPROVED', ['fields' => 'start,end']];
		yield 'a rejection' => [$tentative, $cancelled, '', '', 'INFO', 'APPOINTMENT_REJECTED'];
		yield 'the patient wants it no longer' => [$tentative, $cancelled, '', '', 'INFO', 'APPOINTMENT_WITHDRAWN', [], Role::Patient];
		yield 'the patient can\'t come' => [$confirmed, $cancelled, '', '', 'INFO', 'APPOINTMENT_CANCELLED', [], Role::Patient];
		yield 'a cancellation' => [$confirmed, $cancelled, '', '', 'INFO', 'APPOINTMENT_CANCELLED'];
		yield 'an undo' => [$confirmed, $tentative, '', '', 'INFO', 'APPOINTMENT_REOPENED', ['status' => 'TENTATIVE']];
		yield 'another time' => [$confirmed, ['start_at' => 700, 'end_at' => 800] + $confirmed, '', '', 'INFO', 'APPOINTMENT_MOVED', ['from' => 500, 'to' => 700]];
		yield 'another length' => [$confirmed, ['end_at' => 900] + $confirmed, '', '', 'INFO', 'APPOINTMENT_CHANGED', ['fields' => 'end']];
		yield 'another calendar' => [$confirmed, ['calendar_id' => 9] + $confirmed, '', '', 'INFO', 'APPOINTMENT_CHANGED', ['fields' => 'calendar']];
		yield 'fields, by name' => [$confirmed, $confirmed, "X-PATIENT-NAME:Erika\r\nX-VISIT-REASON:Bein", "X-PATIENT-NAME:Erika M\r\nX-PATIENT-PHONE:0151", 'INFO', 'APPOINTMENT_CHANGED', ['fields' => 'patientName,phone,reason']];
		yield 'what the server sets is no news' => [$confirmed, $confirmed, 'X-REQUIRES-CONFIRMATION:TRUE', 'X-REQUIRES-CONFIRMATION:FALSE', 'INFO', 'APPOINTMENT_CHANGED'];
		yield 'a note' => [$confirmed, $confirmed, 'DESCRIPTION:Gebucht via Online-Terminbuchung', 'DESCRIPTION:Gebucht via Online-Terminbuchung\nruft an', 'INFO', 'APPOINTMENT_CHANGED', ['fields' => 'note']];
		yield 'a repetition' => [$confirmed, $confirmed, '', 'RRULE:FREQ=DAILY;COUNT=2', 'INFO', 'APPOINTMENT_CHANGED', ['fields' => 'repetition']];
		yield 'out of the trash' => [['deleted_at' => 5] + $confirmed, $confirmed, '', '', 'INFO', 'APPOINTMENT_RESTORED'];
	}

	public function testWithoutTheFormerVersionNoFieldIsNamed(): void {
		$row = self::row(['status' => 'CONFIRMED']);
		$change = LoggedChange::of($row, $row, null, self::calendar('X-PATIENT-NAME:Erika'), Role::Staff);
		self::assertSame('APPOINTMENT_CHANGED', $change->code);
		self::assertTrue($change->isNothing());
	}

	/** @param array<string, mixed> $data */
	private static function row(array $data): StateRow {
		return StateRow::fromRow($data + ['object_id' => 1, 'calendar_id' => 2, 'kind' => 'appointment', 'start_at' => 500, 'end_at' => 600, 'created_at' => 1, 'changed_at' => 1, 'status_changed_at' => 1]);
	}

	private static function calendar(string $lines): VCalendar {
		return CalendarParser::parse("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T090000Z\r\nDTEND:20260101T100000Z\r\n" . ($lines === '' ? '' : "$lines\r\n") . "END:VEVENT\r\nEND:VCALENDAR\r\n");
	}
}
