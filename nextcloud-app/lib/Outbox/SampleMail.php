<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\ManageLink;
use Sprechstunde\Core\Practice;

/** A mail to a patient that there is not, so that a practice sees its own words before anybody else does. */
final class SampleMail {
	/**
	 * @param string $event a key of the contract's mail texts
	 * @param string $language de or en
	 * @return array{subject: string, text: string, html: string}
	 * @throws IssuesException for an event that there is not
	 */
	public static function of(Practice $practice, string $event, string $language): array {
		if (!isset(Contract::load()->texts()['mail'][$event])) {
			throw new IssuesException([new Issue('FIELD_VALUE_NOT_ALLOWED', 'event', ['allowed' => implode(', ', array_keys(Contract::load()->texts()['mail']))])]);
		}
		$calendars = $practice->calendars();
		$calendar = array_values(array_filter($calendars, static fn ($one): bool => $one->main))[0] ?? $calendars[0];
		$type = $practice->type($calendar->types[0] ?? '') ?? $practice->types()[0];
		$start = new \DateTimeImmutable('+8 days 09:00', $practice->timeZone());
		$appointment = new Appointment([
			'patientName' => 'Erika Mustermann', 'appointmentType' => $type->code, 'email' => 'erika@example.com',
			'statusReason' => $language === 'en' ? 'The practice is closed on this day.' : 'Die Praxis ist an diesem Tag geschlossen.',
		], $start, $start->modify("+$type->durationMinutes minutes"), 'CONFIRMED', [], '', 'sample', 0, '');
		$link = ManageLink::isOfferedBy($event) ? ManageLink::of($practice, 'abc') : null;
		$mail = MailText::of($event, $appointment, $practice, $calendar, $language, $link);
		return ['subject' => $mail->subject, 'text' => implode("\n", $mail->lines), 'html' => MailHtml::of($mail, $practice, $language)];
	}
}
