<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dashboard;

use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\Dashboard\IAPIWidgetV2;
use OCP\Dashboard\IButtonWidget;
use OCP\Dashboard\IConditionalWidget;
use OCP\Dashboard\IIconWidget;
use OCP\Dashboard\IReloadableWidget;
use OCP\Dashboard\Model\WidgetButton;
use OCP\Dashboard\Model\WidgetItems;
use OCP\IURLGenerator;
use OCP\IUserSession;
use OCP\L10N\IFactory;
use Sprechstunde\Core\Role;

/** Open requests and what is next today, on Nextcloud's dashboard; for the practice's team only. */
final class TodayWidget implements IAPIWidgetV2, IButtonWidget, IConditionalWidget, IIconWidget, IReloadableWidget {
	private const TEXTS = [
		'title' => ['de' => 'Termine heute', 'en' => 'Appointments today'],
		'none' => ['de' => 'Heute keine weiteren Termine', 'en' => 'No more appointments today'],
		'more' => ['de' => 'Kalender öffnen', 'en' => 'Open the calendar'],
	];

	public function __construct(
		private TodayItems $items,
		private RoleResolver $roles,
		private IUserSession $session,
		private IURLGenerator $urls,
		private IFactory $languages,
	) {
	}

	public function getId(): string {
		return 'sprechstunde';
	}

	public function getTitle(): string {
		return self::TEXTS['title'][$this->language()];
	}

	public function getOrder(): int {
		return 6;
	}

	public function getIconClass(): string {
		return 'icon-calendar-dark';
	}

	public function getIconUrl(): string {
		return $this->urls->getAbsoluteURL($this->urls->imagePath('sprechstunde', 'app-dark.svg'));
	}

	public function getUrl(): string {
		return $this->urls->linkToRouteAbsolute('sprechstunde.page.index');
	}

	/** Nextcloud renders the items itself. */
	public function load(): void {
	}

	public function isEnabled(): bool {
		return $this->isTeam($this->session->getUser()?->getUID());
	}

	public function getReloadInterval(): int {
		return 60;
	}

	public function getItemsV2(string $userId, ?string $since = null, int $limit = 7): WidgetItems {
		$items = $this->isTeam($userId) ? $this->items->of($userId, $limit, $this->language()) : [];
		return new WidgetItems($items, $items === [] ? self::TEXTS['none'][$this->language()] : '');
	}

	/** @return list<WidgetButton> */
	public function getWidgetButtons(string $userId): array {
		return $this->isTeam($userId) ? [new WidgetButton(WidgetButton::TYPE_MORE, $this->getUrl() . 'calendar', self::TEXTS['more'][$this->language()])] : [];
	}

	private function isTeam(?string $userId): bool {
		return in_array($this->roles->of($userId), [Role::Staff, Role::Admin], true);
	}

	/** @return 'de'|'en' */
	private function language(): string {
		return str_starts_with($this->languages->findLanguage('sprechstunde'), 'de') ? 'de' : 'en';
	}
}
