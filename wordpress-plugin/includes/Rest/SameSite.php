<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\RequestReader;

/** Our routes serve the pages of this site only. WordPress answers any origin with CORS headers; here they are taken away again. */
final class SameSite {
	/**
	 * Refuses what a browser sends from another site. Runs in `rest_pre_dispatch`.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function check(mixed $result, \WP_REST_Server $server, \WP_REST_Request $request): mixed {
		$origin = (string)$request->get_header('origin');
		if ($result !== null || !self::isOurs($request) || $origin === '' || self::isThisSite($origin)) {
			return $result;
		}
		return Route::refusal(new IssuesException([new Issue('ORIGIN_FOREIGN')]), RequestReader::language(null, (string)$request->get_header('accept_language')));
	}

	/**
	 * Runs in `rest_pre_serve_request`, after WordPress's own.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function withoutCors(bool $served, mixed $result, \WP_REST_Request $request): bool {
		if (self::isOurs($request)) {
			foreach (['Origin', 'Methods', 'Credentials', 'Headers'] as $name) {
				header_remove("Access-Control-Allow-$name");
			}
		}
		return $served;
	}

	/** @param string $origin value of the header */
	private static function isThisSite(string $origin): bool {
		$server = isset($_SERVER['HTTP_HOST']) && is_string($_SERVER['HTTP_HOST']) ? $_SERVER['HTTP_HOST'] : '';
		$host = (string)preg_replace('#^https?://#i', '', $origin);
		foreach ([home_url(), site_url(), "http://$server"] as $address) {
			$parts = wp_parse_url($address);
			if (is_array($parts) && isset($parts['host']) && strcasecmp($host, $parts['host'] . (isset($parts['port']) ? ":{$parts['port']}" : '')) === 0) {
				return true;
			}
		}
		return false;
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private static function isOurs(\WP_REST_Request $request): bool {
		return str_starts_with($request->get_route(), '/' . Route::NAMESPACE . '/');
	}
}
