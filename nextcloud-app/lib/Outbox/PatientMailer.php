<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\Mail\Headers\AutoSubmitted;
use OCP\Mail\IMailer;
use OCP\Util;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\PatientIcs;
use Sprechstunde\Core\Practice;

/** Mails a patient, through Nextcloud's own mail server, with the appointment for their calendar. */
final class PatientMailer {
	public function __construct(
		private IMailer $mailer,
	) {
	}

	/**
	 * @param string $event a key of the contract's mail texts
	 * @param VCalendar $calendar the stored object
	 * @param ?string $link to the page where the patient may change it
	 * @param int $sequence the least that the .ics may have
	 * @throws \Exception where the mail could not be handed over
	 */
	public function send(string $event, VCalendar $calendar, Appointment $appointment, Practice $practice, CalendarConfig $config, ?string $link, int $sequence): void {
		$method = Contract::load()->texts()['mail'][$event]['method'] ?? throw new \LogicException("no mail $event");
		$message = $this->mailer->createMessage();
		// the address stays the server's: its domain is the one that may send (SPF, DMARC)
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		$message->setReplyTo([$practice->email => $practice->name]);
		$message->setTo([$appointment->field('email') => $appointment->field('patientName')]);
		$message->setAutoSubmitted(AutoSubmitted::VALUE_AUTO_GENERATED);
		// a patient's own language, where the booking told it
		$language = $appointment->field('language') ?: $practice->language;
		$mail = MailText::of($event, $appointment, $practice, $config, $language, $link);
		$message->setSubject($mail->subject);
		$message->setHtmlBody(MailHtml::of($mail, $practice, $language));
		$message->setPlainBody(implode("\n", $mail->lines) . "\n");
		$message->attach($this->mailer->createAttachment(PatientIcs::of($calendar, $practice, $event, $language, $sequence), 'termin.ics', "text/calendar; method=$method; charset=utf-8"));
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
	}
}
