<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\SyncAccounts;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\HTTP\ResponseInterface;

/** Remembers when a practice program was last here. After the answer, so that nobody waits for it; for all other accounts their groups tell that there is nothing to do. */
final class SyncWatch extends ServerPlugin {
	private const READS = ['PROPFIND', 'REPORT', 'GET'];
	private const WRITES = ['PUT', 'DELETE', 'MOVE'];

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
		try {
			$this->container->get(SyncAccounts::class)->seen($account, $this->steps($request, $path, $response->getStatus() < 400), $request->getHeader('User-Agent') ?? '');
		} catch (\Throwable $error) {
			// the program has its answer: a table that can't be written takes nothing from it
			$this->container->get(LoggerInterface::class)->debug('Sprechstunde could not note a sync: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
		}
	}

	/** @return list<'seen_at'|'found_at'|'fetched_at'|'stored_at'|'read_at'|'write_at'> the last one tells most */
	private function steps(RequestInterface $request, string $path, bool $isDone): array {
		$method = $request->getMethod();
		if (!$isDone) {
			return ['seen_at'];
		}
		if ($this->paths->locate($path) === null) {
			// a calendar home with what it holds
			$isList = $method === 'PROPFIND' && preg_match('~^calendars/[^/]+$~', $path) === 1 && $request->getHeader('Depth') !== '0';
			return $isList ? ['seen_at', 'found_at'] : ['seen_at'];
		}
		return match (true) {
			in_array($method, self::WRITES, true) => ['seen_at', 'found_at', 'stored_at', 'write_at'],
			$method === 'PROPFIND' => ['seen_at', 'found_at', 'read_at'],
			in_array($method, self::READS, true) => ['seen_at', 'found_at', 'fetched_at', 'read_at'],
			default => ['seen_at'],
		};
	}
}
