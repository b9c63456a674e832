<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\StorageFault;
use Sabre\DAV\Server;
use Sabre\HTTP\Response;

/** The answer to a request that failed, whatever is written over it afterwards. */
final class SettledResponse extends Response {
	private bool $settled = false;

	public function __construct(Refusal $refusal, Server $server) {
		$document = new \DOMDocument('1.0', 'utf-8');
		$error = $document->createElementNS('DAV:', 'd:error');
		$document->appendChild($error);
		$refusal->serialize($server, $error);
		parent::__construct($refusal->getHTTPCode(), ['Content-Type' => 'application/xml; charset=utf-8', 'Retry-After' => (string)StorageFault::RETRY_AFTER]);
		$this->setBody((string)$document->saveXML());
		$this->settled = true;
	}

	/** @param int|string $status */
	public function setStatus($status): void {
		if (!$this->settled) {
			parent::setStatus($status);
		}
	}

	/** @param array<string, string> $headers */
	public function setHeaders(array $headers): void {
		if (!$this->settled) {
			parent::setHeaders($headers);
		}
	}

	/** @param resource|string|callable $body */
	public function setBody($body): void {
		if (!$this->settled) {
			parent::setBody($body);
		}
	}
}
