<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Objects;
use Psr\Container\ContainerInterface;
use Sabre\CalDAV\ICalendarObject;
use Sabre\DAV\INode;
use Sabre\DAV\PropFind;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\HTTP\ResponseInterface;
use Sprechstunde\Core\Pvs\MapContext;

use function Sabre\Uri\split;

/** Shows a practice program the appointments by its map, whichever way it reads them. For all other accounts their groups tell that there is nothing to do. */
final class ProgramReads extends ServerPlugin {
	private const DATA = '{urn:ietf:params:xml:ns:caldav}calendar-data';

	private Server $server;
	/** @var array<string, ?MapContext> by account and address of a collection: by which map that account is shown it */
	private array $contexts = [];

	public function __construct(
		private PracticePaths $paths,
		private RoleResolver $roles,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// before CalDAV's own (100), which then leaves the property alone
		$server->on('propFind', $this->property(...), 50);
		$server->on('beforeMethod:GET', $this->whole(...), 90);
		$server->on('afterMethod:GET', $this->body(...), 50);
	}

	public function getPluginName(): string {
		return 'sprechstunde-programs';
	}

	public function property(PropFind $propFind, INode $node): void {
		if (!$node instanceof ICalendarObject || $propFind->getStatus(self::DATA) !== 404) {
			return;
		}
		$context = $this->context($propFind->getPath());
		if ($context !== null) {
			$propFind->handle(self::DATA, static fn (): string => str_replace("\r", '', Objects::shown(Objects::text($node->get()), $context)));
		}
	}

	/** A part of the stored text is no part of the shown one. */
	public function whole(RequestInterface $request): void {
		if ($request->hasHeader('Range') && $this->context($request->getPath()) !== null) {
			$request->removeHeader('Range');
		}
	}

	public function body(RequestInterface $request, ResponseInterface $response): void {
		$context = $response->getStatus() === 200 ? $this->context($request->getPath()) : null;
		if ($context !== null) {
			// Sabre answers HEAD by a GET without a body
			$isHead = $request->getHeader('X-Sabre-Original-Method') === 'HEAD';
			$node = $isHead ? $this->server->tree->getNodeForPath($request->getPath()) : null;
			$text = Objects::shown($node instanceof ICalendarObject ? Objects::text($node->get()) : $response->getBodyAsString(), $context);
			$response->setBody($isHead ? '' : $text);
			$response->setHeader('Content-Length', (string)strlen($text));
		}
	}

	/** By which map the account that asks is shown an object; null: it is shown what is stored. */
	private function context(string $path): ?MapContext {
		$account = Caller::of($this->server);
		if ($account === '') {
			return null;
		}
		// a report asks for each of a calendar's objects
		$folder = (string)split($path)[0];
		$key = $account . "\0" . $folder;
		if (!array_key_exists($key, $this->contexts)) {
			$location = $this->roles->isPvs($account) ? $this->paths->locate($folder) : null;
			$this->contexts[$key] = $location === null || $location->object !== null ? null
				: $this->container->get(ProgramView::class)->context($account, $location->calendar);
		}
		return $this->contexts[$key];
	}
}
