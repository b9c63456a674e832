<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\WordPress\Booking\SlotHolds;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\RateLimiter;

/** POST holds: keeps a slot while the form is filled in; DELETE holds/{token}: gives it back. Public for the reasons that bookings are. */
final class HoldsRoute extends Route {
	/** @param \Closure(): SlotHolds $holds */
	public function __construct(
		private readonly RateLimiter $limiter,
		private readonly \Closure $holds,
	) {
	}

	public function register(): void {
		register_rest_route(self::NAMESPACE, '/holds', [
			[
				'methods' => 'POST',
				'callback' => $this->post(...),
				'permission_callback' => '__return_true',
			],
			'schema' => static fn (): array => ['$schema' => 'http://json-schema.org/draft-04/schema#'] + SlotHolds::schema(),
		]);
		register_rest_route(self::NAMESPACE, '/holds/(?P<token>[A-Za-z0-9_-]{22})', [
			'methods' => 'DELETE',
			'callback' => $this->delete(...),
			'permission_callback' => '__return_true',
		]);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private function post(\WP_REST_Request $request): \WP_REST_Response {
		return $this->answer($request, $this->language($request), function () use ($request): \WP_REST_Response {
			$now = time();
			$address = ClientAddress::ofRequest();
			$this->limiter->check('attempts', $address, $now);
			$wish = SlotHolds::validated(JsonBody::of($request));
			$this->limiter->check('holds', $address, $now);
			return self::unstored(($this->holds)()->hold($wish, $address, $now), 201);
		});
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private function delete(\WP_REST_Request $request): \WP_REST_Response {
		return $this->answer($request, $this->language($request), function () use ($request): \WP_REST_Response {
			$this->limiter->check('attempts', ClientAddress::ofRequest(), time());
			($this->holds)()->release((string)$request['token']);
			return self::unstored([], 200);
		});
	}

	/** @param array<string, mixed> $data */
	private static function unstored(array $data, int $status): \WP_REST_Response {
		$response = new \WP_REST_Response($data, $status);
		$response->header('Cache-Control', 'no-store');
		return $response;
	}
}
