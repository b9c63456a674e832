<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav\Address;

use OCA\Sprechstunde\Dav\Caller;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use Sabre\DAV\Exception\Forbidden;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\DAV\Xml\Service;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\Addresses;

use function Sabre\HTTP\decodePath;
use function Sabre\HTTP\encodePath;

/**
 * Serves the website's `/caldav/` in place: the web server there says by a header under which address a request came, all answers name
 * addresses below it, and the practice's calendars have the names that the configuration gives them. Requests without that header never come here.
 */
final class PublicAddresses extends ServerPlugin {
	private Server $server;
	private ?Addresses $addresses = null;
	private string $user = '';
	private bool $isBooking = false;
	/** @var list<array{shown: string, kept: string}> those that this request uses */
	private array $aliases = [];

	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
	) {
	}

	/**
	 * Has the server answer below the address that its request names; false where it names none. The header says nothing but how
	 * the client reached us, and only addresses of one shape count: whoever sends it himself gets answers that he can't use.
	 */
	public static function place(Server $server): bool {
		['prefix' => $prefix, 'header' => $header] = Addresses::table();
		$named = rtrim($server->httpRequest->getHeader($header) ?? '', '/');
		$url = $server->httpRequest->getUrl();
		$base = $server->getBaseUri();
		$isBelow = str_starts_with($url, $base) || strtok($url, '?') . '/' === $base;
		if (!$isBelow || strlen($named) > 200 || preg_match('~^(?:/[\w-][\w.-]*)*' . preg_quote($prefix, '~') . '$~D', $named) !== 1) {
			return false;
		}
		$server->httpRequest->setUrl("$named/" . substr($url, strlen($base)));
		$server->setBaseUri("$named/");
		return true;
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		/** @var Service $xml */
		$xml = $server->xml;
		$server->xml = new AddressXml($xml, $this->inward(...), $this->outward(...));
		// after authentication (10): where a calendar is depends on who asks; before all that judges a path
		$server->on('beforeMethod:*', $this->turn(...), 13);
	}

	public function getPluginName(): string {
		return 'sprechstunde-addresses';
	}

	public function turn(RequestInterface $request): void {
		// the GET that Sabre makes of a HEAD has an address that was turned already
		if ($request !== $this->server->httpRequest) {
			return;
		}
		$practice = $this->store->get();
		$this->user = Caller::of($this->server);
		$this->isBooking = $this->roles->isBooking($this->user);
		$this->addresses = $practice === null || $this->user === '' ? null : new Addresses($practice);
		$parts = explode('?', $request->getUrl(), 2);
		$request->setUrl($this->inward($parts[0]) . (isset($parts[1]) ? "?$parts[1]" : ''));
		$destination = $request->getHeader('Destination');
		if ($destination !== null) {
			$request->setHeader('Destination', $this->inward($destination));
		}
	}

	/** @param string $href path or whole address, as a client sends it */
	private function inward(string $href): string {
		if ($this->addresses === null || !str_contains($href, $this->server->getBaseUri())) {
			return $href;
		}
		try {
			$path = $this->server->calculateUri($href);
		} catch (Forbidden) {
			return $href;
		}
		['path' => $kept, 'alias' => $alias] = $this->addresses->leadsTo($this->user, $this->isBooking, $path);
		if ($kept === $path) {
			return $href;
		}
		if ($alias !== null && !in_array($alias, $this->aliases, true)) {
			$this->aliases[] = $alias;
		}
		return $this->server->getBaseUri() . encodePath($kept) . (str_ends_with($href, '/') ? '/' : '');
	}

	private function outward(string $href): string {
		$base = $this->server->getBaseUri();
		if ($this->addresses === null || !str_starts_with($href, "{$base}calendars/")) {
			return $href;
		}
		$path = rtrim(decodePath(substr($href, strlen($base))), '/');
		$shown = $this->addresses->shownAs($path, $this->aliases);
		return $shown === $path ? $href : $base . encodePath($shown) . (str_ends_with($href, '/') ? '/' : '');
	}
}
