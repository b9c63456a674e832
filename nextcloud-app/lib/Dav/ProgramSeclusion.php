<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use Sabre\CalDAV\Xml\Request\CalendarMultiGetReport;
use Sabre\DAV\Exception\NotFound;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;

/**
 * A practice program reaches the calendars of its connection and no others of the practice, by whichever address: the group of practice
 * programs has a share of them all.
 */
final class ProgramSeclusion extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticePaths $paths,
		private RoleResolver $roles,
		private PracticeStore $store,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after authentication (10), before the calendar is locked (15)
		$server->on('beforeMethod:*', $this->request(...), 14);
		// before Sabre's own (100)
		$server->on('report', $this->multiget(...), 50);
	}

	public function getPluginName(): string {
		return 'sprechstunde-program-seclusion';
	}

	public function request(RequestInterface $request): void {
		$paths = [$request->getPath()];
		if (in_array($request->getMethod(), ['MOVE', 'COPY'], true) && $request->hasHeader('Destination')) {
			$paths[] = $this->server->calculateUri((string)$request->getHeader('Destination'));
		}
		$this->check($paths);
	}

	/**
	 * A multiget may name what it likes, wherever it is sent to (RFC 4791 §7.9).
	 *
	 * @param mixed $report what Sabre made of the body
	 */
	public function multiget(string $name, $report): void {
		if ($report instanceof CalendarMultiGetReport) {
			$this->check(array_map(fn (string $href): string => $this->server->calculateUri($href), array_values(array_map(strval(...), $report->hrefs))));
		}
	}

	/** @param list<string> $paths */
	private function check(array $paths): void {
		$account = Caller::of($this->server);
		if ($account === '' || !$this->roles->isPvs($account)) {
			return;
		}
		$connection = $this->store->get()?->connectionOf($account);
		if ($connection === null) {
			return;
		}
		foreach ($paths as $path) {
			$location = $this->paths->locate($path);
			if ($location !== null && !in_array($location->calendar->id, $connection->calendars, true)) {
				throw new NotFound("There is no calendar of yours at $path");
			}
		}
	}
}
