<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** Keys derived from this site's salts (wp-config.php), one for each purpose, so that a copy of the database alone tells nothing. */
final class Keys {
	/** @param \Closure(): string $secret asked for when first needed: WordPress knows its salts only after all plugins are loaded */
	public function __construct(
		private readonly \Closure $secret,
	) {
	}

	public static function ofSite(): self {
		return new self(static fn (): string => wp_salt('auth') . wp_salt('secure_auth'));
	}

	/** @return string 32 bytes */
	public function derive(string $purpose): string {
		return hash_hkdf('sha256', ($this->secret)(), 32, "sprechstunde $purpose");
	}

	/** @return string 64 hex digits; the same for the same value, and of no use to anyone without the key */
	public function fingerprint(string $purpose, string $value): string {
		return hash_hmac('sha256', $value, $this->derive($purpose));
	}
}
