<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\WordPress\Booking\Directory;

/** GET catalog: what can be booked, and what the page needs to say so. */
final class CatalogRoute extends Route {
	public function __construct(
		private readonly Directory $directory,
	) {
	}

	public function register(): void {
		register_rest_route(self::NAMESPACE, '/catalog', [
			'methods' => 'GET',
			'callback' => $this->get(...),
			// public: it holds what the practice shows to every visitor
			'permission_callback' => '__return_true',
		]);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private function get(\WP_REST_Request $request): \WP_REST_Response {
		return $this->answer($request, $this->language($request, $request['language']), function (): \WP_REST_Response {
			$response = new \WP_REST_Response($this->directory->catalog());
			$response->header('Cache-Control', 'public, max-age=60');
			return $response;
		});
	}
}
