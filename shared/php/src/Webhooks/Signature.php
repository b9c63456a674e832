<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

/** Signs messages and checks them, as the Standard Webhooks say: HMAC-SHA256 of `id.timestamp.body`. */
final class Signature {
	private const PREFIX = 'whsec_';
	/** Bytes of a key that is one (Standard Webhooks: 24 to 64). */
	private const KEY = [24, 64];

	/**
	 * @param list<string> $secrets each `whsec_` and base64, at least one; each signs
	 * @param int $now epoch seconds
	 * @return array{webhook-id: string, webhook-timestamp: string, webhook-signature: string}
	 */
	public static function headers(string $id, int $now, string $body, array $secrets): array {
		$signatures = array_map(static fn (string $key): string => 'v1,' . self::mac($key, $id, (string)$now, $body), self::keys($secrets));
		return ['webhook-id' => $id, 'webhook-timestamp' => (string)$now, 'webhook-signature' => implode(' ', $signatures)];
	}

	/**
	 * Whether a message is from somebody who knows one of the secrets, and new.
	 *
	 * @param array<string, string> $headers whatever the case of their names
	 * @param list<string> $secrets what is no secret lets nobody in
	 * @param int $now epoch seconds
	 * @return 'ok'|'HEADER_MISSING'|'TIMESTAMP_MALFORMED'|'TIMESTAMP_OUTSIDE'|'SIGNATURE_WRONG'
	 */
	public static function verify(array $headers, string $body, array $secrets, int $now, int $toleranceSeconds = 300): string {
		$headers = array_change_key_case($headers);
		[$id, $timestamp, $signatures] = [$headers['webhook-id'] ?? '', $headers['webhook-timestamp'] ?? '', $headers['webhook-signature'] ?? ''];
		if ($id === '' || $timestamp === '' || $signatures === '') {
			return 'HEADER_MISSING';
		}
		if (preg_match('/^[0-9]{1,12}$/D', $timestamp) !== 1) {
			return 'TIMESTAMP_MALFORMED';
		}
		$isKnown = false;
		foreach (self::keys($secrets) as $key) {
			$wanted = 'v1,' . self::mac($key, $id, $timestamp, $body);
			foreach (explode(' ', $signatures) as $signature) {
				$isKnown = hash_equals($wanted, $signature) || $isKnown;
			}
		}
		if (!$isKnown) {
			return 'SIGNATURE_WRONG';
		}
		return abs($now - (int)$timestamp) > $toleranceSeconds ? 'TIMESTAMP_OUTSIDE' : 'ok';
	}

	/**
	 * @param list<string> $secrets
	 * @return list<string> their bytes; of what is no secret none
	 */
	private static function keys(array $secrets): array {
		$keys = array_map(static fn (string $secret): string => str_starts_with($secret, self::PREFIX) ? (string)base64_decode(substr($secret, strlen(self::PREFIX)), true) : '', $secrets);
		return array_values(array_filter($keys, static fn (string $key): bool => strlen($key) >= self::KEY[0] && strlen($key) <= self::KEY[1]));
	}

	private static function mac(string $key, string $id, string $timestamp, string $body): string {
		return base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
	}
}
