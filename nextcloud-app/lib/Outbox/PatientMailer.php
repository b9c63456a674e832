<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\Mail\Headers\AutoSubmitted;
use OCP\Mail\IEMailTemplate;
use OCP\Mail\IMailer;
use OCP\Util;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
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
	 * @throws \Exception where the mail could not be handed over
	 */
	public function send(string $event, VCalendar $calendar, Appointment $appointment, Practice $practice, CalendarConfig $config): void {
		$method = Contract::load()->texts()['mail'][$event]['method'] ?? throw new \LogicException("no mail $event");
		$message = $this->mailer->createMessage();
		// the address stays the server's: its domain is the one that may send (SPF, DMARC)
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		$message->setReplyTo([$practice->email => $practice->name]);
		$message->setTo([$appointment->field('email') => $appointment->field('patientName')]);
		$message->setAutoSubmitted(AutoSubmitted::VALUE_AUTO_GENERATED);
		$message->useTemplate($this->template($event, PatientMail::of($event, $appointment, $practice, $config), $practice));
		$message->attach($this->mailer->createAttachment(PatientIcs::of($calendar, $practice, $event), 'termin.ics', "text/calendar; method=$method; charset=utf-8"));
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
	}

	private function template(string $event, PatientMail $mail, Practice $practice): IEMailTemplate {
		$template = $this->mailer->createEMailTemplate("sprechstunde.$event");
		$template->setSubject($mail->subject);
		$template->addHeader();
		$template->addHeading($mail->heading);
		foreach ($mail->paragraphs as $paragraph) {
			$template->addBodyText(nl2br(self::html($paragraph)), $paragraph);
		}
		foreach ($mail->facts as $fact) {
			$template->addBodyListItem(nl2br(self::html($fact['text'])), self::html($fact['label']), '', "{$fact['label']}: {$fact['text']}", false);
		}
		// no addFooter(): it would write HTML entities into the plain text
		$template->addBodyText(implode('<br>', array_map(self::html(...), [$practice->name, $practice->address, $practice->phone])), "\n$practice->name\n$practice->address\n$practice->phone");
		return $template;
	}

	private static function html(string $text): string {
		return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
	}
}
