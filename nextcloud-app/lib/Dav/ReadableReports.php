<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use Sabre\DAV\Exception\BadRequest;
use Sabre\DAV\Exception\MethodNotAllowed;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\DAV\Xml\Request\PropPatch;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\CalendarParser;

/**
 * Sabre answers XML that it can't read with 500, and a method that it doesn't know with 501; on the practice's calendars
 * both are the client's fault: 400 and 405.
 */
final class ReadableReports extends ServerPlugin {
	private const WITH_XML = ['REPORT', 'PROPFIND', 'PROPPATCH', 'MKCALENDAR', 'MKCOL', 'ACL'];
	private const ZONE = '{urn:ietf:params:xml:ns:caldav}calendar-timezone';
	/** after everybody who could answer */
	private const LAST = 10000;

	private Server $server;

	public function __construct(
		private PracticePaths $paths,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// before Sabre's own (100), after rights
		$server->on('method:*', $this->check(...), 90);
		$server->on('method:*', $this->refuse(...), self::LAST);
	}

	public function getPluginName(): string {
		return 'sprechstunde-reports';
	}

	/** @throws BadRequest */
	public function check(RequestInterface $request): void {
		if (!$this->hasXml($request) || $this->paths->locate($request->getPath()) === null) {
			return;
		}
		// the body is a stream that can be read once
		$body = $request->getBodyAsString();
		$request->setBody($body);
		if ($body !== '' && !self::isWellFormed($body)) {
			throw new BadRequest('The body of the request is no XML');
		}
		try {
			if ($body !== '' || $request->getMethod() === 'REPORT' || $request->getMethod() === 'POST') {
				// without an address of its own, as Sabre does it for all but REPORT, a relative one inside is an error too
				$parsed = $this->server->xml->parse($body, $request->getMethod() === 'REPORT' ? $request->getUrl() : null);
				$zone = $parsed instanceof PropPatch ? $parsed->properties[self::ZONE] ?? null : null;
				if (is_string($zone) && $zone !== '') {
					// stored as it came, it would spoil every later query
					CalendarParser::parse($zone);
				}
			}
		} catch (\Throwable) {
			// beside XML that is none: values that its elements can't hold, for which Sabre has errors of many kinds
			throw new BadRequest('The body of the request can not be read');
		}
	}

	/** @throws MethodNotAllowed */
	public function refuse(RequestInterface $request): void {
		if ($this->paths->locate($request->getPath()) !== null) {
			throw new MethodNotAllowed('This method is not for calendars of the practice');
		}
	}

	/** Asked first: some of Sabre's elements read on for ever where the text breaks inside them. */
	private static function isWellFormed(string $body): bool {
		$before = libxml_use_internal_errors(true);
		libxml_clear_errors();
		$reader = new \XMLReader();
		$reader->XML($body, null, LIBXML_NONET);
		while ($reader->read()) {
			// to its end, or to the first error
		}
		$errors = array_filter(libxml_get_errors(), static fn (\LibXMLError $error): bool => $error->level !== LIBXML_ERR_WARNING);
		libxml_clear_errors();
		libxml_use_internal_errors($before);
		return $errors === [];
	}

	private function hasXml(RequestInterface $request): bool {
		return in_array($request->getMethod(), self::WITH_XML, true)
			|| ($request->getMethod() === 'POST' && str_contains(strtolower($request->getHeader('Content-Type') ?? ''), 'xml'));
	}
}
