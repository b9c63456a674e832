<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use Sabre\DAV\Exception\Forbidden;

/** What Sabre asks of a node with rights (RFC 3744) that belongs to one account and whose rights nobody changes. */
trait AccountOwned {
	private string $principal;

	public function getOwner(): string {
		return $this->principal;
	}

	public function getGroup(): ?string {
		return null;
	}

	/** @param array<mixed> $acl */
	public function setACL(array $acl): void {
		throw new Forbidden('These rights can not be changed');
	}

	/** @return array<string, mixed>|null */
	public function getSupportedPrivilegeSet(): ?array {
		return null;
	}

	/** @return list<array{privilege: string, principal: string, protected: true}> */
	private function grant(string ...$privileges): array {
		return array_map(fn (string $privilege): array => ['privilege' => $privilege, 'principal' => $this->principal, 'protected' => true], array_values($privileges));
	}
}
