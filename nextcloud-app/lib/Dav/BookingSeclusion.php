<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\BookingShares;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\IUserManager;
use Psr\Container\ContainerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;

/** What a share has given to the website's account meanwhile, by a group that it joined unnoticed, is taken back before anything is answered. */
final class BookingSeclusion extends ServerPlugin {
	private Server $server;

	public function __construct(
		private RoleResolver $roles,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after authentication (10), before anybody looks for calendars
		$server->on('beforeMethod:*', $this->withdraw(...), 12);
	}

	public function getPluginName(): string {
		return 'sprechstunde-booking-seclusion';
	}

	public function withdraw(RequestInterface $request): void {
		if (!str_starts_with(ltrim($request->getPath(), '/'), 'calendars/')) {
			return;
		}
		$name = Caller::of($this->server);
		$user = $this->roles->isBooking($name) ? $this->container->get(IUserManager::class)->get($name) : null;
		if ($user !== null) {
			$this->container->get(BookingShares::class)->withdraw($user);
		}
	}
}
