<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use Sabre\CalDAV\Xml\Request\CalendarMultiGetReport;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\DAVACL\Plugin as AclPlugin;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\Role;

/** Questions that Nextcloud answers to every account, and that would tell of the practice's patients. */
final class Seclusion extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after authentication (10)
		$server->on('beforeMethod:*', $this->elsewhere(...), 17);
		$server->on('beforeMethod:REPORT', $this->search(...), 17);
		$server->on('beforeMethod:POST', $this->freeBusy(...), 17);
		// before Sabre's own (100)
		$server->on('report', $this->multiget(...), 50);
	}

	public function getPluginName(): string {
		return 'sprechstunde-seclusion';
	}

	/** In another's home an object that is there is missing in other words than one that isn't: the calendar's rights are asked first. */
	public function elsewhere(RequestInterface $request): void {
		$this->checkHome($request->getPath());
	}

	/**
	 * A multiget may name what it likes, wherever it is sent to (RFC 4791 §7.9).
	 *
	 * @param mixed $report what Sabre made of the body
	 */
	public function multiget(string $name, $report): void {
		if ($report instanceof CalendarMultiGetReport) {
			foreach ($report->hrefs as $href) {
				$this->checkHome($this->server->calculateUri((string)$href));
			}
		}
	}

	/** Nextcloud's calendar-search looks through a calendar home before anybody asks for rights: its error names what was found. */
	public function search(RequestInterface $request): void {
		$acl = $this->server->getPlugin('acl');
		$parts = self::parts($request->getPath());
		if (count($parts) === 2 && $parts[0] === 'calendars' && $acl instanceof AclPlugin && $this->store->get() !== null) {
			$acl->checkPrivileges(implode('/', $parts), '{DAV:}read');
		}
	}

	/** The website hears of free windows, never of when somebody else is busy (RFC 6638 §5). */
	public function freeBusy(RequestInterface $request): void {
		$parts = self::parts($request->getPath());
		if (($parts[0] ?? '') === 'calendars' && ($parts[2] ?? '') === 'outbox' && $this->roles->of(Caller::of($this->server)) === Role::Booking) {
			throw Refusal::because('ROLE_FORBIDDEN', null, action: 'read');
		}
	}

	/** @param string $path of something inside a calendar: in another's home that calendar's rights are needed */
	private function checkHome(string $path): void {
		$parts = self::parts($path);
		if (count($parts) < 4 || $parts[0] !== 'calendars' || mb_strtolower($parts[1]) === mb_strtolower(Caller::of($this->server))) {
			return;
		}
		$acl = $this->server->getPlugin('acl');
		// read last: most requests are to one's own home
		if ($acl instanceof AclPlugin && $this->store->get() !== null) {
			$acl->checkPrivileges(implode('/', array_slice($parts, 0, 3)), '{DAV:}read');
		}
	}

	/** @return list<string> */
	private static function parts(string $path): array {
		return array_values(array_filter(explode('/', $path), static fn (string $part): bool => $part !== ''));
	}
}
