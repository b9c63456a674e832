<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Notification;

use OCP\IURLGenerator;
use OCP\Notification\INotification;
use OCP\Notification\INotifier;
use OCP\Notification\UnknownNotificationException;
use Sprechstunde\Core\Contract;

/** The words of our notifications, in the reader's language. */
final class Notifier implements INotifier {
	public function __construct(
		private IURLGenerator $urls,
	) {
	}

	public function getID(): string {
		return 'sprechstunde';
	}

	public function getName(): string {
		return 'Sprechstunde';
	}

	public function prepare(INotification $notification, string $languageCode): INotification {
		$text = $notification->getApp() === 'sprechstunde' ? Contract::load()->texts()['alerts'][$notification->getSubject()] ?? null : null;
		if ($text === null) {
			throw new UnknownNotificationException();
		}
		$language = str_starts_with($languageCode, 'de') ? 'de' : 'en';
		return $notification
			->setParsedSubject($text['subject'][$language])
			->setParsedMessage($text['body'][$language])
			->setLink($this->urls->linkToRouteAbsolute('sprechstunde.page.index'))
			->setIcon($this->urls->getAbsoluteURL($this->urls->imagePath('sprechstunde', 'app-dark.svg')));
	}
}
