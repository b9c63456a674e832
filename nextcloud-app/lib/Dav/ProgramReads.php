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
use Sprechstunde\Core\CalendarConfig;

use function Sabre\Uri\split;

/** Shows a practice program the appointments by its map, whichever way it reads them. For all other accounts their groups tell that there is nothing to do. */
final class ProgramReads extends ServerPlugin {
	private const DATA = '{urn:ietf:params:xml:ns:caldav}calendar-data';

	private Server $server;
	private ?ProgramView $view = null;
	/** @var array<string, ?CalendarConfig> by account and address of a collection: the calendar, where that account is shown it by a map */
	private array $calendars = [];

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
		$calendar = $this->mapped($propFind->getPath());
		if ($calendar !== null) {
			$propFind->handle(self::DATA, fn (): string => str_replace("\r", '', $this->shown($calendar, Objects::text($node->get()))));
		}
	}

	/** A part of the stored text is no part of the shown one. */
	public function whole(RequestInterface $request): void {
		if ($request->hasHeader('Range') && $this->mapped($request->getPath()) !== null) {
			$request->removeHeader('Range');
		}
	}

	public function body(RequestInterface $request, ResponseInterface $response): void {
		$calendar = $response->getStatus() === 200 ? $this->mapped($request->getPath()) : null;
		if ($calendar !== null) {
			// Sabre answers HEAD by a GET without a body
			$isHead = $request->getHeader('X-Sabre-Original-Method') === 'HEAD';
			$node = $isHead ? $this->server->tree->getNodeForPath($request->getPath()) : null;
			$text = $this->shown($calendar, $node instanceof ICalendarObject ? Objects::text($node->get()) : $response->getBodyAsString());
			$response->setBody($isHead ? '' : $text);
			$response->setHeader('Content-Length', (string)strlen($text));
		}
	}

	private function shown(CalendarConfig $calendar, string $text): string {
		return $this->view()->show(Caller::of($this->server), $calendar, $text);
	}

	/** The calendar of an object, where the account that asks is shown something else than what is stored. */
	private function mapped(string $path): ?CalendarConfig {
		$account = Caller::of($this->server);
		if ($account === '') {
			return null;
		}
		// a report asks for each of a calendar's objects
		$key = $account . "\0" . (string)split($path)[0];
		if (!array_key_exists($key, $this->calendars)) {
			$this->calendars[$key] = $this->roles->isPvs($account) ? $this->calendar($account, (string)split($path)[0]) : null;
		}
		return $this->calendars[$key];
	}

	private function calendar(string $account, string $folder): ?CalendarConfig {
		$location = $this->paths->locate($folder);
		return $location !== null && $location->object === null && $this->view()->context($account, $location->calendar) !== null ? $location->calendar : null;
	}

	private function view(): ProgramView {
		return $this->view ??= $this->container->get(ProgramView::class);
	}
}
