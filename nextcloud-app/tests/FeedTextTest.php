<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Feed\FeedText;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Feed/FeedText.php';

final class FeedTextTest extends TestCase {
	public function testTakesTheComponentsAsTheyAre(): void {
		$zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
		$event = "BEGIN:VEVENT\r\nUID:1\r\nDESCRIPTION:BEGIN:VEVENT\\nEND:VCA\r\n LENDAR\r\nBEGIN:VALARM\r\nUID:2\r\nEND:VALARM\r\nEND:VEVENT\r\n";
		self::assertSame([
			['name' => 'VTIMEZONE', 'zone' => 'Europe/Berlin', 'text' => $zone],
			['name' => 'VEVENT', 'zone' => '', 'text' => $event],
			['name' => 'VEVENT', 'zone' => '', 'text' => $event],
		], FeedText::parts("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n$zone$event$event" . "END:VCALENDAR\r\n"));
		// as some programs write it
		self::assertSame($event, FeedText::parts(str_replace("\r\n", "\n", "BEGIN:VCALENDAR\r\n{$event}END:VCALENDAR"))[0]['text']);
		self::assertSame([], FeedText::parts(''));
	}

	public function testMasksWhatAConfidentialEntryIsAbout(): void {
		$event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:2026\r\n 1201T090000\r\nSUMMARY:Zahn\r\n arzt\r\nX-PATIENT-NAME:Erika\r\nLOCATION:UID:9\r\nRRULE:FREQ=DAILY\r\nBEGIN:VALARM\r\nUID:2\r\nDESCRIPTION:Zahnarzt\r\nEND:VALARM\r\nEND:VEVENT\r\n";
		self::assertSame("BEGIN:VEVENT\r\nSUMMARY:Belegt\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261201T090000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n", FeedText::masked($event, 'Belegt'));
	}

	public function testEscapesText(): void {
		self::assertSame('Dr. A\, B\; C\\\\D\nE', FeedText::escape("Dr. A, B; C\\D\r\nE"));
	}
}
