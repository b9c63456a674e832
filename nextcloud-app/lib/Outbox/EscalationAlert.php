<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\Members;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IURLGenerator;
use OCP\Mail\Headers\AutoSubmitted;
use OCP\Mail\IMailer;
use OCP\Notification\IManager;
use OCP\Util;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;

/** Tells the team that requests wait, by one mail to the practice and a notification to each: nothing about patients. */
final class EscalationAlert {
	public function __construct(
		private Members $members,
		private IMailer $mailer,
		private IManager $notifications,
		private IURLGenerator $urls,
		private ITimeFactory $time,
	) {
	}

	/** @throws \Exception where the mail could not be handed over; nobody is notified then */
	public function send(Practice $practice): void {
		$text = Contract::load()->texts()['alerts']['unanswered'];
		$language = $practice->language === 'en' ? 'en' : 'de';
		$message = $this->mailer->createMessage();
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		$message->setTo([$practice->email]);
		$message->setAutoSubmitted(AutoSubmitted::VALUE_AUTO_GENERATED);
		$message->setSubject($text['subject'][$language]);
		$message->setPlainBody($text['body'][$language] . "\n\n" . $this->urls->linkToRouteAbsolute('sprechstunde.page.index') . "\n");
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
		$members = $this->members->of($practice);
		foreach (array_unique(array_column([...$members['staff'], ...$members['admin']], 'id')) as $account) {
			$notification = $this->notifications->createNotification();
			$notification->setApp('sprechstunde')->setUser($account)->setObject('requests', 'unanswered')->setSubject('unanswered');
			// one that nobody has looked at yet is replaced
			$this->notifications->markProcessed($notification);
			$this->notifications->notify($notification->setDateTime($this->time->getDateTime()));
		}
	}
}
