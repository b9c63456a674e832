<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\StorageFault;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;

/** A database that is away, full or read-only is no fault of the request: a program that reads 503 asks again, one that reads 500 may give up. */
final class StorageFaults extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticePaths $paths,
		private LoggerInterface $logger,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after the roll back
		$server->on('exception', $this->answer(...), 2);
	}

	public function getPluginName(): string {
		return 'sprechstunde-storage';
	}

	public function answer(\Throwable $exception): ?bool {
		$uncertain = $exception instanceof CommitFailed;
		if (!$uncertain && (!$this->isFault($exception) || !$this->concerns())) {
			return null;
		}
		$this->logger->error('Sprechstunde could not reach its database', ['app' => 'sprechstunde', 'exception' => $exception]);
		// Sabre answers whatever it doesn't know with 500: it writes that into a response which has been settled
		$this->server->httpResponse = new SettledResponse(Refusal::because($uncertain ? 'STORAGE_UNCERTAIN' : 'STORAGE_UNAVAILABLE'), $this->server);
		return false;
	}

	private function isFault(\Throwable $exception): bool {
		return StorageFault::is($exception) || $this->container->get(WriteTransaction::class)->wasLost();
	}

	private function concerns(): bool {
		try {
			$path = trim($this->server->httpRequest->getPath(), '/');
			return preg_match('~^calendars/[^/]+/trashbin/~', $path) === 1 || $this->paths->locate($path) !== null;
		} catch (\Throwable) {
			// who the practice is can't be read either
			return str_starts_with($path ?? '', 'calendars/');
		}
	}
}
