<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Live\EndOfRequest;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\SyncAccounts;
use OCA\Sprechstunde\Record\SyncDays;
use OCA\Sprechstunde\Record\SyncSteps;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;
use Sabre\DAV\Exception;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\HTTP\ResponseInterface;

/** Remembers when a practice program was last here, and how often it was refused. After the answer, so that nobody waits for it; for all other accounts their groups tell that there is nothing to do. */
final class SyncWatch extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticePaths $paths,
		private RoleResolver $roles,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		$server->on('afterResponse', $this->note(...));
		// others end the event, and what they roll back must not take ours along: nothing is read or written here
		$server->on('exception', $this->fail(...), 0);
	}

	public function getPluginName(): string {
		return 'sprechstunde-sync';
	}

	public function note(RequestInterface $request, ResponseInterface $response): void {
		$path = trim($request->getPath(), '/');
		if (preg_match('~^(?:$|(?:principals|calendars)(?:/|$))~', $path) !== 1) {
			return;
		}
		$account = Caller::of($this->server);
		if ($account === '' || !$this->roles->isPvs($account)) {
			return;
		}
		$this->quietly(function () use ($request, $response, $path, $account): void {
			$isPractice = $this->paths->locate($path) !== null;
			$steps = SyncSteps::of($request->getMethod(), $path, $request->getHeader('Depth') ?? '', $response->getStatus() < 400, $isPractice);
			$this->container->get(SyncAccounts::class)->seen($account, $steps, $request->getHeader('User-Agent') ?? '');
			if ($isPractice && SyncSteps::isFailure($response->getStatus())) {
				$this->container->get(SyncDays::class)->failed($account);
			}
		});
	}

	/** An exception has no `afterResponse`. */
	public function fail(\Throwable $exception): void {
		if (SyncSteps::isFailure($exception instanceof Exception ? $exception->getHTTPCode() : 500)) {
			$this->container->get(EndOfRequest::class)->then($this->countFailure(...));
		}
	}

	private function countFailure(): void {
		$this->quietly(function (): void {
			$account = Caller::of($this->server);
			if ($account !== '' && $this->roles->isPvs($account) && $this->paths->locate(trim($this->server->httpRequest->getPath(), '/')) !== null) {
				$this->container->get(SyncDays::class)->failed($account);
			}
		});
	}

	/** The program has its answer: a table that can't be written takes nothing from it. */
	private function quietly(\Closure $note): void {
		try {
			$note();
		} catch (\Throwable $error) {
			$this->container->get(LoggerInterface::class)->debug('Sprechstunde could not note a sync: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
		}
	}
}
