<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** Seals the app password (XSalsa20-Poly1305) before it goes into the database. */
final class CredentialStore {
	public function __construct(
		private readonly Keys $keys,
	) {
	}

	/** @return string base64 of nonce and sealed text; differs each time */
	public function seal(#[\SensitiveParameter] string $password): string {
		$nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
		return base64_encode($nonce . sodium_crypto_secretbox($password, $nonce, $this->keys->derive('credentials')));
	}

	/** @return ?string null where it was changed, or sealed under other salts */
	public function open(string $sealed): ?string {
		$bytes = base64_decode($sealed, true);
		if ($bytes === false || strlen($bytes) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES) {
			return null;
		}
		$nonce = substr($bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
		$password = sodium_crypto_secretbox_open(substr($bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES), $nonce, $this->keys->derive('credentials'));
		return $password === false ? null : $password;
	}
}
