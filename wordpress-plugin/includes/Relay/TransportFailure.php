<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/** No answer came. */
final class TransportFailure extends \RuntimeException {
	/**
	 * @param bool $sent the request may have reached the server: what it asked for may have been done
	 * @param bool $tls the encrypted connection failed
	 */
	public function __construct(
		string $message,
		public readonly bool $sent,
		public readonly bool $tls = false,
	) {
		parent::__construct($message);
	}

	/**
	 * Reads cURL's and PHP's messages, which are all that WordPress passes on.
	 *
	 * @param string $message e.g. `cURL error 28: Operation timed out after 8001 milliseconds with 0 bytes received`
	 */
	public static function ofMessage(string $message): self {
		$curl = preg_match('/cURL error (\d+)/', $message, $match) === 1 ? (int)$match[1] : null;
		$tls = in_array($curl, [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91], true)
			|| preg_match('/\b(?:SSL|TLS|certificate)\b/i', $message) === 1;
		$connecting = preg_match('/(?:Connection|Resolving|SSL connection) (?:timed out|timeout)|refused|resolve host|getaddrinfo|unable to connect/i', $message) === 1;
		return new self($message, !($tls || $connecting || in_array($curl, [1, 3, 5, 6, 7], true)), $tls);
	}
}
