<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\RequestReader;

/** Reads the bodies that come to our routes before WordPress does, whose answers to an unreadable one name no issue. */
final class JsonBody {
	/**
	 * Runs in `rest_pre_dispatch`.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function check(mixed $result, \WP_REST_Server $server, \WP_REST_Request $request): mixed {
		if ($result !== null || $request->get_method() !== 'POST' || !str_starts_with($request->get_route(), '/' . Route::NAMESPACE . '/')) {
			return $result;
		}
		try {
			RequestReader::decode((string)$request->get_body(), (string)$request->get_header('content_type'));
			return null;
		} catch (IssuesException $refusal) {
			return Route::refusal($refusal, RequestReader::language(null, (string)$request->get_header('accept_language')));
		}
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request one that passed the check
	 * @return array<mixed>
	 */
	public static function of(\WP_REST_Request $request): array {
		$body = json_decode((string)$request->get_body(), true, 8);
		return is_array($body) ? $body : [];
	}
}
