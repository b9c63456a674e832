<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav\Address;

use Sabre\DAV\Xml\Service;
use Sabre\Xml\Reader;
use Sabre\Xml\Writer;

/** Reads and writes `DAV:href` as the website shows addresses; everything else, calendar data above all, as it is. */
final class AddressXml extends Service {
	/**
	 * @param \Closure(string): string $inward an address from a request
	 * @param \Closure(string): string $outward one for an answer
	 */
	public function __construct(
		Service $before,
		private \Closure $inward,
		private \Closure $outward,
	) {
		$this->elementMap = $before->elementMap;
		$this->namespaceMap = $before->namespaceMap;
		$this->classMap = $before->classMap;
		$this->options = $before->options;
	}

	public function getReader(): Reader {
		$reader = new AddressReader();
		$reader->turn = $this->inward;
		$reader->elementMap = $this->elementMap;
		return $reader;
	}

	public function getWriter(): Writer {
		$writer = new AddressWriter();
		$writer->turn = $this->outward;
		$writer->namespaceMap = $this->namespaceMap;
		$writer->classMap = $this->classMap;
		return $writer;
	}
}
