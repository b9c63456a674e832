<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\MailEvent;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\ManageLink;
use Sprechstunde\Core\Series;

/** The section `mails`. */
trait MailCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runMails(array $input, array $expected): void {
		if ($input['operation'] === 'event') {
			$before = $input['before'];
			$after = $input['after'];
			$moved = $before !== null && [$before['start'], $before['end']] !== [$after['start'], $after['end']];
			self::assertSame($expected['event'], MailEvent::of($before['status'] ?? null, $after['status'], $moved, false, $input['conflict'] ?? false, $input['byPatient'] ?? false));
			return;
		}
		$practice = CaseFiles::practice($input);
		if ($input['operation'] === 'series') {
			$series = static fn (string $which): string => Series::of(CaseFiles::calendar($input[$which], 'mails'), $practice->timeZone());
			self::assertSame($expected['same'], $series('before') === $series('after'));
			return;
		}
		$calendar = $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar');
		$one = $input['appointment'];
		$appointment = new Appointment($one['fields'], new \DateTimeImmutable($one['start']), new \DateTimeImmutable($one['end']), 'CONFIRMED', [], '', 'u', 0, '');
		if ($input['operation'] === 'offer') {
			$mail = MailText::ofOffer($appointment, self::instant($input['until']), ManageLink::ofOffer($practice, $input['token']) ?? '', $practice, $calendar, $input['language']);
			foreach ($expected as $name => $value) {
				self::assertSame($value, $mail->$name, $name);
			}
			return;
		}
		self::assertSame('text', $input['operation']);
		$link = isset($input['token']) && ManageLink::isOfferedBy($input['event']) ? ManageLink::of($practice, $input['token']) : null;
		$mail = MailText::of($input['event'], $appointment, $practice, $calendar, $input['language'], $link);
		self::assertNotSame([], $expected);
		foreach ($expected as $name => $value) {
			self::assertSame($value, $mail->$name, $name);
		}
	}
}
