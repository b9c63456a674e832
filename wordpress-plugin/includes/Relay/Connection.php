<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/** Where the practice's Nextcloud is, and the account that books there. */
final readonly class Connection {
	/** Without a slash at the end. */
	public string $address;

	public function __construct(
		string $address,
		public string $user,
		#[\SensitiveParameter]
		private string $password,
	) {
		$this->address = rtrim($address, '/');
	}

	/** Value of the Authorization header (Basic, RFC 7617). */
	public function authorization(): string {
		return 'Basic ' . base64_encode($this->user . ':' . $this->password);
	}

	/** Keeps the password out of dumps and traces. @return array<string, string> */
	public function __debugInfo(): array {
		return ['address' => $this->address, 'user' => $this->user];
	}
}
