<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Notification;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentState;
use OCP\IURLGenerator;
use OCP\Notification\AlreadyProcessedException;
use OCP\Notification\IAction;
use OCP\Notification\INotification;
use OCP\Notification\INotifier;
use OCP\Notification\UnknownNotificationException;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Role;

/** The words of our notifications, in the reader's language; they name no patient, since Nextcloud mails them and pushes them to phones. */
final class Notifier implements INotifier {
	private const PAGES = ['conflict' => 'conflicts', 'delivery' => 'overview', 'listener' => 'overview', 'unanswered' => ''];

	public function __construct(
		private IURLGenerator $urls,
		private AppointmentState $states,
		private CalendarIds $calendars,
		private PracticeStore $store,
		private RoleResolver $roles,
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
		$notification->setIcon($this->urls->getAbsoluteURL($this->urls->imagePath('sprechstunde', 'app-dark.svg')));
		if ($notification->getSubject() === 'request') {
			return $this->request($notification, $text, $language);
		}
		$page = $this->page(self::PAGES[$notification->getSubject()] ?? '');
		$notification->setParsedSubject($text['subject'][$language])->setParsedMessage($text['body'][$language])->setLink($page);
		if ($notification->getSubject() === 'delivery') {
			$again = $notification->createAction()->setLabel('retry')->setParsedLabel($language === 'de' ? 'Noch einmal senden' : 'Send again')->setPrimary(true)
				->setLink($this->urls->linkToOCSRouteAbsolute('sprechstunde.queue.retry', ['id' => $notification->getObjectId()]), IAction::TYPE_POST);
			$notification->addParsedAction($again);
		}
		return isset(self::PAGES[$notification->getSubject()]) ? $this->open($notification, $page, $language) : $notification;
	}

	/**
	 * What it is now: decided by somebody else, it is none any more.
	 *
	 * @param array{subject: array{de: string, en: string}, body: array{de: string, en: string}} $text
	 * @param 'de'|'en' $language
	 */
	private function request(INotification $notification, array $text, string $language): INotification {
		$state = $this->states->find((int)$notification->getObjectId());
		$practice = $this->store->get();
		$calendar = $state === null ? null : $this->calendars->all()[$state->calendarId] ?? null;
		if ($state === null || $practice === null || $calendar === null || $state->deletedAt !== 0 || $state->status !== 'TENTATIVE'
			|| !in_array($this->roles->of($notification->getUser()), [Role::Staff, Role::Admin], true)) {
			throw new AlreadyProcessedException();
		}
		$start = (new \DateTimeImmutable("@$state->start"))->setTimezone($practice->timeZone());
		$params = ['{when}' => $start->format($language === 'de' ? 'd.m.Y, H:i \U\h\r' : 'j M Y, H:i'), '{doctor}' => $calendar->doctor];
		$page = $this->page('appointment/' . rawurlencode($calendar->id) . '/' . rawurlencode($state->uri));
		$notification->setParsedSubject(strtr($text['subject'][$language], $params))->setParsedMessage(strtr($text['body'][$language], $params))->setLink($page);
		$approve = $notification->createAction()->setLabel('approve')->setParsedLabel($language === 'de' ? 'Bestätigen' : 'Approve')->setPrimary(true)
			// only what is shown here: changed meanwhile, it has to be looked at
			->setLink($this->urls->linkToOCSRouteAbsolute('sprechstunde.approval.approve', ['id' => (string)$state->objectId, 'etag' => $state->etag]), IAction::TYPE_POST);
		return $this->open($notification->addParsedAction($approve), $page, $language);
	}

	/** @param 'de'|'en' $language */
	private function open(INotification $notification, string $page, string $language): INotification {
		$action = $notification->createAction()->setLabel('open')->setParsedLabel($language === 'de' ? 'Öffnen' : 'Open')->setLink($page, IAction::TYPE_WEB);
		return $notification->addParsedAction($action);
	}

	private function page(string $path): string {
		return $this->urls->linkToRouteAbsolute('sprechstunde.page.index') . $path;
	}
}
