<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Outbox\MailHtml;
use OCA\Sprechstunde\Outbox\MailRefused;
use OCA\Sprechstunde\Patient\PatientTokens;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Mail\Headers\AutoSubmitted;
use OCP\Mail\IMailer;
use OCP\Util;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\MailText;
use Sprechstunde\Core\ManageLink;
use Sprechstunde\Core\Practice;

/** Mails an offer, through Nextcloud's own mail server. */
final class OfferMailer {
	private const DAY = 86400;

	public function __construct(
		private IMailer $mailer,
		private PatientTokens $tokens,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @return string digest of the token that the mail's link carries; the token itself is known to nobody but whom it is mailed to
	 * @throws \Exception where the mail could not be handed over
	 */
	public function send(Offer $offer, StoredEntry $stored, Practice $practice, CalendarConfig $calendar): string {
		// longer than the offer, so that who comes late is told so
		$token = $this->tokens->issue($stored->objectId, max($offer->time->end, $this->time->getTime()) + self::DAY);
		$link = ManageLink::ofOffer($practice, $token) ?? throw new \LogicException('the practice has no page for offers');
		$fields = $stored->entry->fields;
		$language = ($fields['language'] ?? '') ?: $practice->language;
		$utc = new \DateTimeZone('UTC');
		$appointment = new Appointment($fields, new \DateTimeImmutable('@' . $offer->time->start, $utc), new \DateTimeImmutable('@' . $offer->time->end, $utc), 'CONFIRMED', [], '', $offer->entryUid, 0, '');
		$mail = MailText::ofOffer($appointment, $offer->expires, $link, $practice, $calendar, $language);
		$message = $this->mailer->createMessage();
		// the address stays the server's: its domain is the one that may send (SPF, DMARC)
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		$message->setReplyTo([$practice->email => $practice->name]);
		$message->setTo([$stored->entry->field('email') => $stored->entry->field('patientName')]);
		$message->setAutoSubmitted(AutoSubmitted::VALUE_AUTO_GENERATED);
		$message->setSubject($mail->subject);
		$message->setHtmlBody(MailHtml::of($mail, $practice, $language));
		$message->setPlainBody(implode("\n", $mail->lines) . "\n");
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
		return PatientTokens::hash($token);
	}
}
