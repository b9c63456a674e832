<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticePaths;
use Sabre\DAV\Exception\BadRequest;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\VObject\InvalidDataException;
use Sabre\Xml\ParseException;

/** Sabre answers a REPORT whose body it can't read with 500; on the practice's calendars that is the client's fault, 400. */
final class ReadableReports extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticePaths $paths,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// before Sabre's own (100), after rights
		$server->on('method:REPORT', $this->check(...), 90);
	}

	public function getPluginName(): string {
		return 'sprechstunde-reports';
	}

	/** @throws BadRequest */
	public function check(RequestInterface $request): void {
		if ($this->paths->locate($request->getPath()) === null) {
			return;
		}
		// the body is a stream that can be read once
		$body = $request->getBodyAsString();
		$request->setBody($body);
		try {
			$this->server->xml->parse($body, $request->getUrl());
		} catch (ParseException|InvalidDataException) {
			throw new BadRequest('The body of the REPORT can not be read');
		}
	}
}
