<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCP\Mail\IMailer;
use OCP\Util;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;

/** A question that somebody of the practice has written to a patient. It is handed over at once and kept nowhere. */
final class QuestionMailer {
	public function __construct(
		private IMailer $mailer,
	) {
	}

	/**
	 * @param Appointment $appointment with an e-mail address
	 * @param string $text as it was typed
	 * @throws \Exception where the mail could not be handed over
	 */
	public function send(Appointment $appointment, string $text, Practice $practice): void {
		$language = ($appointment->field('language') ?: $practice->language) === 'en' ? 'en' : 'de';
		$message = $this->mailer->createMessage();
		// the address stays the server's: its domain is the one that may send (SPF, DMARC); the answer goes to the practice
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		$message->setReplyTo([$practice->email => $practice->name]);
		$message->setTo([$appointment->field('email') => $appointment->field('patientName')]);
		$message->setSubject(str_replace('{practice}', $practice->name, Contract::load()->texts()['question']['subject'][$language]));
		$footer = implode("\n", array_filter([$practice->name, $practice->address, $practice->phone], static fn (string $line): bool => $line !== ''));
		$message->setPlainBody($text . "\n\n-- \n" . $footer . "\n");
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
	}
}
