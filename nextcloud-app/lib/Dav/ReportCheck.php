<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use Sabre\DAV\Exception;
use Sabre\DAV\Exception\BadRequest;
use Sabre\DAV\Server;
use Sabre\HTTP\RequestInterface;

/** Reads a REPORT's body before Sabre does: what can't be read is the client's mistake, and Sabre answers some of it with 500. */
final class ReportCheck {
	public static function check(Server $server, RequestInterface $request): void {
		$body = $request->getBodyAsString();
		$request->setBody($body);
		try {
			$server->xml->parse($body, $request->getUrl());
		} catch (Exception $exception) {
			throw $exception;
		} catch (\Throwable) {
			throw new BadRequest('The body of the REPORT can not be read');
		}
	}
}
