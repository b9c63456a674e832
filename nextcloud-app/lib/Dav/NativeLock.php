<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Record\Objects;
use Psr\Container\ContainerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;

/**
 * What Nextcloud writes without asking us takes its calendar's lock first, like every other write: what comes back from the trash or leaves it
 * for good, and what is done to a calendar as a whole (shares, links, properties). Nextcloud reads before it writes: then SQLite can only give
 * up where somebody else writes in between, and others would wait for one another.
 */
final class NativeLock extends ServerPlugin {
	private ?WriteTransaction $transaction = null;

	public function __construct(
		private ContainerInterface $container,
		private PracticePaths $paths,
	) {
	}

	public function initialize(Server $server): void {
		foreach (['MOVE', 'DELETE', 'POST', 'PROPPATCH'] as $method) {
			$server->on("beforeMethod:$method", $this->begin(...), 15);
		}
		$server->on('afterMethod:*', $this->finish(...), 1);
		$server->on('exception', $this->fail(...), 1);
	}

	public function getPluginName(): string {
		return 'sprechstunde-native';
	}

	public function begin(RequestInterface $request): void {
		$path = trim($request->getPath(), '/');
		$calendarId = in_array($request->getMethod(), ['POST', 'PROPPATCH'], true) ? $this->whole($path) : $this->trashed($path);
		if ($calendarId !== null) {
			$transaction = $this->container->get(WriteServices::class)->transaction;
			$this->transaction = $transaction;
			$transaction->begin([$calendarId]);
		}
	}

	public function finish(): void {
		$this->transaction?->commit();
		$this->transaction = null;
	}

	public function fail(): void {
		$this->transaction?->rollBack();
		$this->transaction = null;
	}

	/** The practice calendar at this path, not one of its objects. */
	private function whole(string $path): ?int {
		$location = $this->paths->locate($path);
		return $location === null || $location->object !== null ? null : $this->container->get(CalendarIds::class)->of($location->calendar);
	}

	/** Of which practice calendar an object in the trash is. */
	private function trashed(string $path): ?int {
		if (preg_match('~^calendars/[^/]+/trashbin/objects/(\d+)\.ics$~', $path, $match) !== 1) {
			return null;
		}
		$calendarId = $this->container->get(Objects::class)->calendarOf((int)$match[1]);
		return $calendarId !== null && isset($this->container->get(CalendarIds::class)->all()[$calendarId]) ? $calendarId : null;
	}
}
