<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\AppInfo;

use OCA\DAV\Events\CalendarDeletedEvent;
use OCA\DAV\Events\CalendarRestoredEvent;
use OCA\DAV\Events\CalendarShareUpdatedEvent;
use OCA\DAV\Events\SabrePluginAuthInitEvent;
use OCA\Sprechstunde\Controller\StorageMiddleware;
use OCA\Sprechstunde\Dashboard\TodayWidget;
use OCA\Sprechstunde\Dav\LegacyEndpoints;
use OCA\Sprechstunde\Dav\SabrePluginListener;
use OCA\Sprechstunde\Listener\CalendarListener;
use OCA\Sprechstunde\Listener\CalendarObjectListener;
use OCA\Sprechstunde\Listener\CalendarShareListener;
use OCA\Sprechstunde\Listener\GroupListener;
use OCA\Sprechstunde\Notification\Notifier;
use OCP\AppFramework\App;
use OCP\AppFramework\Bootstrap\IBootContext;
use OCP\AppFramework\Bootstrap\IBootstrap;
use OCP\AppFramework\Bootstrap\IRegistrationContext;
use OCP\Calendar\Events\CalendarObjectCreatedEvent;
use OCP\Calendar\Events\CalendarObjectDeletedEvent;
use OCP\Calendar\Events\CalendarObjectMovedEvent;
use OCP\Calendar\Events\CalendarObjectMovedToTrashEvent;
use OCP\Calendar\Events\CalendarObjectRestoredEvent;
use OCP\Calendar\Events\CalendarObjectUpdatedEvent;
use OCP\Group\Events\BeforeUserAddedEvent;
use OCP\IRequest;

/** All wiring of the app. */
final class Application extends App implements IBootstrap {
	public const APP_ID = 'sprechstunde';

	private const OBJECT_EVENTS = [
		CalendarObjectCreatedEvent::class, CalendarObjectUpdatedEvent::class, CalendarObjectDeletedEvent::class,
		CalendarObjectMovedEvent::class, CalendarObjectMovedToTrashEvent::class, CalendarObjectRestoredEvent::class,
	];

	public function __construct() {
		parent::__construct(self::APP_ID);
	}

	public function register(IRegistrationContext $context): void {
		$context->registerEventListener(SabrePluginAuthInitEvent::class, SabrePluginListener::class);
		foreach (self::OBJECT_EVENTS as $event) {
			$context->registerEventListener($event, CalendarObjectListener::class);
		}
		$context->registerEventListener(CalendarDeletedEvent::class, CalendarListener::class);
		$context->registerEventListener(CalendarRestoredEvent::class, CalendarListener::class);
		$context->registerEventListener(CalendarShareUpdatedEvent::class, CalendarShareListener::class);
		$context->registerEventListener(BeforeUserAddedEvent::class, GroupListener::class);
		$context->registerMiddleware(StorageMiddleware::class);
		$context->registerDashboardWidget(TodayWidget::class);
		$context->registerNotifierService(Notifier::class);
	}

	public function boot(IBootContext $context): void {
		$context->injectFn(static fn (IRequest $request) => LegacyEndpoints::redirect($request));
	}
}
