<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\Objects;
use Psr\Container\ContainerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;

/**
 * What comes back from the trash or leaves it for good takes its calendar's lock first, like every other write. Nextcloud reads and writes
 * the object before it tells us: then SQLite can only give up, and others would wait for one another.
 */
final class TrashLock extends ServerPlugin {
	private ?WriteTransaction $transaction = null;

	public function __construct(
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$server->on('beforeMethod:MOVE', $this->begin(...), 15);
		$server->on('beforeMethod:DELETE', $this->begin(...), 15);
		$server->on('afterMethod:*', $this->finish(...), 1);
		$server->on('exception', $this->fail(...), 1);
	}

	public function getPluginName(): string {
		return 'sprechstunde-trash';
	}

	public function begin(RequestInterface $request): void {
		if (preg_match('~^calendars/[^/]+/trashbin/objects/(\d+)\.ics$~', trim($request->getPath(), '/'), $match) !== 1) {
			return;
		}
		$calendarId = $this->container->get(Objects::class)->calendarOf((int)$match[1]);
		if ($calendarId !== null && isset($this->container->get(CalendarIds::class)->all()[$calendarId])) {
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
}
