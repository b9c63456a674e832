<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\Events\SabrePluginAuthInitEvent;
use OCA\Sprechstunde\Dav\Address\PublicAddresses;
use OCA\Sprechstunde\Dav\Address\PublicFeed;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;

/**
 * Adds our plugins to every DAV server, the embedded ones behind OCP's calendar API included.
 *
 * @template-implements IEventListener<SabrePluginAuthInitEvent>
 */
final class SabrePluginListener implements IEventListener {
	public function __construct(
		private ContainerInterface $container,
	) {
	}

	public function handle(Event $event): void {
		if ($event instanceof SabrePluginAuthInitEvent) {
			if (PublicAddresses::place($event->getServer())) {
				$event->getServer()->addPlugin(new PublicAddresses($this->container->get(PracticeStore::class), $this->container->get(RoleResolver::class)));
				$event->getServer()->addPlugin(new PublicFeed($this->container->get(PracticeStore::class), $this->container->get(RoleResolver::class), $this->container));
			}
			// one per server: an embedded server runs inside the request of another
			$event->getServer()->addPlugin(new PracticePlugin($this->container->get(PracticePaths::class), $this->container));
			$event->getServer()->addPlugin(new NativeLock($this->container, $this->container->get(PracticePaths::class)));
			$event->getServer()->addPlugin(new StorageFaults($this->container->get(PracticePaths::class), $this->container->get(LoggerInterface::class), $this->container));
			$event->getServer()->addPlugin(new ReadableReports($this->container->get(PracticePaths::class)));
			$event->getServer()->addPlugin(new CalendarCustody($this->container->get(PracticePaths::class), $this->container->get(RoleResolver::class)));
			$event->getServer()->addPlugin(new BookingSeclusion($this->container->get(RoleResolver::class), $this->container));
			$event->getServer()->addPlugin(new SyncWatch($this->container->get(PracticePaths::class), $this->container->get(RoleResolver::class), $this->container));
			$event->getServer()->addPlugin(new ProgramReads($this->container->get(PracticePaths::class), $this->container->get(RoleResolver::class), $this->container));
			$event->getServer()->addPlugin(new ProgramSeclusion($this->container->get(PracticePaths::class), $this->container->get(RoleResolver::class), $this->container->get(PracticeStore::class)));
			$event->getServer()->addPlugin(new Seclusion($this->container->get(PracticeStore::class), $this->container->get(RoleResolver::class)));
		}
	}
}
