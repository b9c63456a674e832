<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use Sabre\CalDAV\ICalendarObject;
use Sabre\DAV\Exception\Forbidden;
use Sabre\DAVACL\IACL;

/** An appointment that a booking account created: it can read it. */
final class BookingObject implements ICalendarObject, IACL {
	use AccountOwned;

	public function __construct(
		string $principal,
		private string $uri,
		private string $etag,
		private string $data,
		private int $lastModified,
	) {
		$this->principal = $principal;
	}

	public function getName(): string {
		return $this->uri;
	}

	/** @param string $name */
	public function setName($name): void {
		throw new Forbidden('This object can not be renamed');
	}

	public function get(): string {
		return $this->data;
	}

	/** @param resource|string $data */
	public function put($data): ?string {
		throw new Forbidden('This object can not be changed');
	}

	public function delete(): void {
		throw new Forbidden('This object can not be deleted');
	}

	public function getContentType(): string {
		return 'text/calendar; charset=utf-8; component=vevent';
	}

	public function getETag(): string {
		return $this->etag;
	}

	public function getSize(): int {
		return strlen($this->data);
	}

	public function getLastModified(): int {
		return $this->lastModified;
	}

	/**
	 * Write-content only lets a PUT come as far as its precondition: a retry with If-None-Match learns from the 412 that its
	 * first try stands. The guard refuses the others.
	 *
	 * @return list<array{privilege: string, principal: string, protected: true}>
	 */
	public function getACL(): array {
		return $this->grant('{DAV:}read', '{DAV:}write-content');
	}
}
