<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Index\Holds;
use OCA\Sprechstunde\Practice\Location;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Record\Writer;
use Psr\Container\ContainerInterface;
use Sabre\DAV\ICollection;
use Sabre\DAV\IFile;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\VObject\ITip\Message;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;

/** Hooks into Nextcloud's DAV server; decides nothing itself. Requests outside the practice's calendars pass untouched. */
final class PracticePlugin extends ServerPlugin {
	private const WRITES = ['PUT', 'DELETE', 'MOVE', 'COPY'];
	private const HOLD = 'X-Sprechstunde-Hold';

	private Server $server;
	private ?CurrentWrite $write = null;
	private ?WriteServices $services = null;
	/** The PVS can't have seen what it is about to overwrite. */
	private bool $isUnseen = false;

	public function __construct(
		private PracticePaths $paths,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// after authentication (10), before rights (20): what the rights are checked against holds under the lock
		$server->on('beforeMethod:*', $this->begin(...), 15);
		$server->on('beforeMethod:*', $this->authorise(...), 16);
		$server->on('beforeCreateFile', $this->create(...), 50);
		$server->on('beforeWriteContent', $this->update(...), 50);
		// whoever else listens has had its say
		foreach (['beforeMove', 'beforeCopy'] as $event) {
			$server->on($event, $this->relocate(...), 1000);
		}
		$server->on('calendarObjectChange', $this->silence(...), 50);
		$server->on('schedule', $this->swallow(...), 1);
		$server->on('afterMethod:*', $this->finish(...), 1);
		$server->on('exception', $this->fail(...), 1);
	}

	public function getPluginName(): string {
		return 'sprechstunde';
	}

	public function begin(RequestInterface $request): void {
		$this->write = null;
		$this->isUnseen = false;
		if (!in_array($request->getMethod(), self::WRITES, true)) {
			return;
		}
		$source = $this->paths->locate($request->getPath());
		$target = $this->destination($request);
		$located = $source ?? $target;
		if ($located === null) {
			return;
		}
		$user = Caller::of($this->server);
		$this->write = new CurrentWrite($request->getMethod(), $user, $this->services()->roles->of($user), $located, Holds::digest($request->getHeader(self::HOLD)));
		// RFC 6638 §8.1: natively a reply is thought about even where the server can't read the object, which then could not be deleted
		$request->setHeader('Schedule-Reply', 'F');
		$this->services()->pass->grant();
		$ids = array_map(fn (Location $one): ?int => $this->services()->ids->of($one->calendar), array_filter([$source, $target]));
		$this->services()->transaction->begin(array_values(array_filter($ids, is_int(...))));
	}

	/** What needs no look at the object. */
	public function authorise(RequestInterface $request): void {
		$write = $this->write;
		if ($write === null) {
			return;
		}
		try {
			$this->services()->admission->check($write, $request, $this->destination($request), $this->server->tree);
			$this->isUnseen = $this->services()->precondition->relax($write, $this->server);
		} catch (IssuesException $exception) {
			throw Refusal::of($exception);
		}
	}

	/**
	 * @param resource|string $data
	 */
	public function create(string $path, &$data, ICollection $parent, bool &$modified): ?bool {
		if ($this->concerns($path)) {
			$this->judge($data, null, $modified);
			return null;
		}
		$location = $this->write === null ? $this->paths->locate($path) : null;
		if ($location === null || $location->object === null) {
			return null;
		}
		$this->createWithoutRequest($location, $data, $parent);
		return false;
	}

	/**
	 * @param resource|string $data
	 */
	public function update(string $path, IFile $node, &$data, bool &$modified): void {
		if ($this->concerns($path)) {
			$stored = $node->get();
			$this->judge($data, is_resource($stored) ? (string)stream_get_contents($stored) : (string)$stored, $modified);
		}
	}

	/** MOVE and COPY, done here or left to Sabre. */
	public function relocate(string $path, string $destination): ?bool {
		$write = $this->write;
		if ($write === null) {
			return null;
		}
		$relocation = $this->services()->relocation;
		try {
			$isDone = $write->method === 'COPY' ? $relocation->copy($this->server, $path, $destination) : $relocation->move($this->server, $path, $destination);
		} catch (IssuesException $exception) {
			throw Refusal::of($exception);
		}
		return $isDone ? false : null;
	}

	/** Nextcloud's own invitations go out at once, even from a write that then fails; patients hear from the outbox. */
	public function silence(RequestInterface $request): void {
		if ($this->write !== null) {
			$request->setHeader('X-NC-Scheduling', 'false');
		}
	}

	public function swallow(Message $message): ?bool {
		if ($this->write === null) {
			return null;
		}
		$message->scheduleStatus = '1.0';
		return false;
	}

	public function finish(): void {
		if ($this->write !== null) {
			$this->services()->relocation->complete();
			$this->services()->transaction->commit();
			$this->services()->pass->revoke();
			$this->write = null;
		}
	}

	/** A refusal is an answer, not a fault: it rolls back, and no log calls it critical. */
	public function fail(\Throwable $exception): ?bool {
		if ($this->write !== null) {
			$this->services()->transaction->rollBack();
			$this->services()->pass->revoke();
			$this->write = null;
		}
		return $exception instanceof Refusal ? false : null;
	}

	/**
	 * OCP's calendar API creates a file without a request: no method begins or ends, so all of a write happens here.
	 *
	 * @param resource|string $data
	 */
	private function createWithoutRequest(Location $location, $data, ICollection $parent): void {
		$user = Caller::of($this->server);
		$services = $this->services();
		$this->write = new CurrentWrite('PUT', $user, $services->roles->of($user), $location);
		$services->pass->grant(new Writer($user, $this->write->role));
		try {
			$services->transaction->begin(array_values(array_filter([$services->ids->of($location->calendar)], is_int(...))));
			$modified = false;
			$this->judge($data, null, $modified);
			$parent->createFile((string)$location->object, $data);
			$services->transaction->commit();
		} catch (\Throwable $exception) {
			$services->transaction->rollBack();
			throw $exception;
		} finally {
			$services->pass->revoke();
			$this->write = null;
		}
	}

	/**
	 * @param resource|string $data
	 * @param-out string $data
	 */
	private function judge(&$data, ?string $stored, bool &$modified): void {
		$write = $this->write ?? throw new \LogicException('a write is judged while it is under way');
		// a retry after a lost answer must find its first try, never write again
		if ($stored === null && $write->role === Role::Booking && trim($this->server->httpRequest->getHeader('If-None-Match') ?? '') !== '*') {
			throw Refusal::because('IF_NONE_MATCH_REQUIRED');
		}
		$limit = Contract::load()->limits()['objectBytes'];
		// one byte more than allowed is enough to know
		$body = is_resource($data) ? (string)stream_get_contents($data, $limit + 1) : (string)$data;
		try {
			$amended = $this->services()->guard->judge($write, $body, $stored, $this->isUnseen);
		} catch (IssuesException $exception) {
			throw Refusal::of($exception);
		}
		$data = $amended ?? $body;
		$modified = $modified || $amended !== null;
	}

	private function services(): WriteServices {
		return $this->services ??= $this->container->get(WriteServices::class);
	}

	private function concerns(string $path): bool {
		return $this->write !== null && $this->write->location->object !== null && trim($path, '/') === trim($this->server->httpRequest->getPath(), '/');
	}

	private function destination(RequestInterface $request): ?Location {
		$header = in_array($request->getMethod(), ['MOVE', 'COPY'], true) ? $request->getHeader('Destination') : null;
		return $header === null ? null : $this->paths->locate($this->server->calculateUri($header));
	}
}
