<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/**
 * WordPress's HTTP API. The address comes from an administrator only and may be inside the practice's
 * network, so `wp_remote_request` it is and not its `safe` sister, which refuses private addresses.
 */
final class WordPressTransport implements Transport {
	private const LARGEST_ANSWER = 4194304;

	public function send(string $method, string $url, array $headers = [], string $body = '', float $timeout = 8.0): Answer {
		$answer = wp_remote_request($url, [
			'method' => $method,
			'headers' => $headers,
			'timeout' => $timeout,
			'redirection' => 0,
			'sslverify' => true,
			'limit_response_size' => self::LARGEST_ANSWER,
			'user-agent' => 'Sprechstunde/0.1; WordPress/' . get_bloginfo('version'),
		] + ($body === '' ? [] : ['body' => $body]));
		if ($answer instanceof \WP_Error) {
			throw TransportFailure::ofMessage($answer->get_error_message());
		}
		return new Answer(
			(int)wp_remote_retrieve_response_code($answer),
			wp_remote_retrieve_body($answer),
			(string)(is_array($type = wp_remote_retrieve_header($answer, 'content-type')) ? end($type) : $type),
		);
	}
}
