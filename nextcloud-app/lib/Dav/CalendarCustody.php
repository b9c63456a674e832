<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\RoleResolver;
use Sabre\DAV\Exception\MethodNotAllowed;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\RoleMatrix;

/**
 * Who decides about calendars themselves. Natively everybody who may write to a calendar may publish it to the world, and
 * every account may make calendars, the website's too.
 */
final class CalendarCustody extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticePaths $paths,
		private RoleResolver $roles,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after authentication (10)
		$server->on('beforeMethod:POST', $this->share(...), 17);
		$server->on('beforeMethod:MKCALENDAR', $this->make(...), 17);
		$server->on('beforeMethod:MKCOL', $this->make(...), 17);
		$server->on('beforeMethod:LOCK', $this->lock(...), 17);
		$server->on('beforeMethod:UNLOCK', $this->lock(...), 17);
	}

	public function getPluginName(): string {
		return 'sprechstunde-custody';
	}

	/** A POST to a calendar shares it, publishes it, or takes that back. */
	public function share(RequestInterface $request): void {
		$location = $this->paths->locate($request->getPath());
		if ($location !== null && $location->object === null && !RoleMatrix::can($this->role(), 'configure')) {
			throw Refusal::because('ROLE_FORBIDDEN', null, action: 'configure');
		}
	}

	/** The website needs no calendar but those it is given. */
	public function make(RequestInterface $request): void {
		if (str_starts_with(ltrim($request->getPath(), '/'), 'calendars/') && $this->role() === Role::Booking) {
			throw Refusal::because('ROLE_FORBIDDEN', null, action: 'configure');
		}
	}

	/**
	 * One program's lock (RFC 4918 §6) would keep all the others from an appointment; newer Nextclouds know the method.
	 *
	 * @throws MethodNotAllowed
	 */
	public function lock(RequestInterface $request): void {
		if ($this->paths->locate($request->getPath()) !== null) {
			throw new MethodNotAllowed('Calendars of the practice take no locks');
		}
	}

	private function role(): ?Role {
		return $this->roles->of(Caller::of($this->server));
	}
}
