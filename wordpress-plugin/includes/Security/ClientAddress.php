<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

/** Who asks, without keeping an address: a keyed hash that changes every day. */
final class ClientAddress {
	/**
	 * @param string $address IPv4 or IPv6; of the latter the first 64 bits count, which is what one customer gets
	 * @param int $now epoch seconds
	 */
	public static function fingerprint(string $address, Keys $keys, int $now): string {
		$packed = inet_pton($address);
		$network = $packed === false ? $address : (strlen($packed) === 16 ? substr($packed, 0, 8) : $packed);
		return $keys->fingerprint('client', gmdate('Y-m-d', $now) . "\0" . $network);
	}

	/** The address that speaks to this server; behind a proxy of one's own the filter names the header to trust. */
	public static function ofRequest(): string {
		$address = isset($_SERVER['REMOTE_ADDR']) && is_string($_SERVER['REMOTE_ADDR']) ? $_SERVER['REMOTE_ADDR'] : '';
		/** @var mixed $filtered */
		$filtered = apply_filters('sprechstunde_client_address', $address);
		return is_string($filtered) && filter_var($filtered, FILTER_VALIDATE_IP) !== false ? $filtered : $address;
	}
}
