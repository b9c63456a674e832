<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Caldav;

use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Settings\CaldavSection;
use Sprechstunde\WordPress\Settings\Settings;

/**
 * Serves `/caldav/` where the web server can't: each request goes on to Nextcloud with what the client sent, and the answer comes back as
 * it is. Credentials pass through and are neither kept nor logged; that a request was here is written down nowhere.
 */
final class Proxy {
	/** of one request's body; Nextcloud refuses objects long before */
	private const LARGEST = 10485760;

	public function __construct(
		private readonly Settings $settings,
	) {
	}

	/** Before WordPress does anything with the request; comes back where it is none of ours. */
	public function serve(): void {
		// nearly all requests end here
		if (!str_contains(is_string($_SERVER['REQUEST_URI'] ?? null) ? $_SERVER['REQUEST_URI'] : '', 'caldav') || !CaldavSection::isOn()) {
			return;
		}
		$home = wp_parse_url(home_url('/'), PHP_URL_PATH);
		$request = ProxyRequest::of($_SERVER, is_string($home) ? $home : '/', ClientAddress::ofRequest());
		if ($request === null) {
			return;
		}
		while (ob_get_level() > 0 && ob_end_clean());
		if ($request->path === null) {
			// a program that is told only the host takes the root from here
			header("Location: $request->prefix/", true, 307);
			exit;
		}
		$status = $request->refused !== 0 ? $request->refused : $this->forward($request);
		if ($status !== 0) {
			status_header($status);
			header('Content-Type: text/plain; charset=utf-8');
			nocache_headers();
			echo get_status_header_desc($status), "\n";
		}
		exit;
	}

	private function forward(ProxyRequest $request): int {
		$address = $this->settings->address();
		if (!CurlStream::isPossible() || !Settings::isAddress($address)) {
			return 503;
		}
		$body = (string)file_get_contents('php://input', false, null, 0, self::LARGEST + 1);
		return strlen($body) > self::LARGEST ? 413 : (new CurlStream())->send($request, $address, $body);
	}
}
