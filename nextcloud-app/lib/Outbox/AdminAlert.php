<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\Admins;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IURLGenerator;
use OCP\IUser;
use OCP\Mail\Headers\AutoSubmitted;
use OCP\Mail\IMailer;
use OCP\Notification\IManager;
use OCP\Util;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;

/** Tells the practice's admins of a conflict, by mail and notification: that there is one and where to look, nothing about the patient. */
final class AdminAlert {
	public function __construct(
		private Admins $admins,
		private IMailer $mailer,
		private IManager $notifications,
		private IURLGenerator $urls,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param int $id tells one alert from another
	 * @throws \Exception where the mail could not be handed over; nobody is notified then, so that a retry doesn't do it twice
	 */
	public function send(int $id, Practice $practice): void {
		$admins = $this->admins->all();
		$this->mail($admins, $practice);
		foreach ($admins as $admin) {
			$notification = $this->notifications->createNotification();
			$notification->setApp('sprechstunde')->setUser($admin->getUID())->setObject('conflict', (string)$id)->setSubject('conflict');
			// a second try of a worker that died in its first
			$this->notifications->markProcessed($notification);
			$this->notifications->notify($notification->setDateTime($this->time->getDateTime()));
		}
	}

	/** @param list<IUser> $admins */
	private function mail(array $admins, Practice $practice): void {
		$addresses = array_values(array_unique(array_filter(array_map(static fn (IUser $admin): string => (string)$admin->getEMailAddress(), $admins))));
		$text = Contract::load()->texts()['alerts']['conflict'];
		$language = $practice->language === 'en' ? 'en' : 'de';
		$message = $this->mailer->createMessage();
		$message->setFrom([Util::getDefaultEmailAddress('no-reply') => $practice->name]);
		// an account without an address still hears of it by the practice's own
		$message->setTo($addresses === [] ? [$practice->email] : $addresses);
		$message->setAutoSubmitted(AutoSubmitted::VALUE_AUTO_GENERATED);
		$message->setSubject($text['subject'][$language]);
		$message->setPlainBody($text['body'][$language] . "\n\n" . $this->urls->linkToRouteAbsolute('sprechstunde.page.index') . "\n");
		if ($this->mailer->send($message) !== []) {
			throw new MailRefused();
		}
	}
}
