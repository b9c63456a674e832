<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\Contract;
use Sprechstunde\WordPress\Booking\BookingService;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Booking\RequestReader;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\Honeypot;
use Sprechstunde\WordPress\Security\RateLimiter;

/**
 * POST bookings: a patient's request.
 *
 * The route is public by design: patients have no account here. No nonce guards it, because pages come from caches in which a nonce has long
 * expired; it acts with no rights of a logged-in visitor, so there is nothing a forged request could borrow. Against abuse stand the JSON
 * content type and SameSite (no other site's script can send it), the rate limits, the honeypot and the calendar server's own rules.
 */
final class BookingsRoute extends Route {
	/** @param \Closure(): BookingService $service */
	public function __construct(
		private readonly Directory $directory,
		private readonly RateLimiter $limiter,
		private readonly \Closure $service,
	) {
	}

	public function register(): void {
		register_rest_route(self::NAMESPACE, '/bookings', [
			[
				'methods' => 'POST',
				'callback' => $this->post(...),
				'permission_callback' => '__return_true',
			],
			'schema' => static fn (): array => ['$schema' => 'http://json-schema.org/draft-04/schema#'] + Contract::load()->schema('bookingRequest'),
		]);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private function post(\WP_REST_Request $request): \WP_REST_Response {
		$data = JsonBody::of($request);
		return $this->answer($request, $this->language($request, $data['language'] ?? null), function () use ($data): \WP_REST_Response {
			$now = time();
			$client = ClientAddress::ofRequest();
			$this->limiter->check('attempts', $client, $now);
			if (Honeypot::isFilled($data)) {
				throw $this->directory->unavailable('SPAM_SUSPECTED');
			}
			$wish = RequestReader::validated($data);
			$this->limiter->check('bookings', $client, $now);
			$response = new \WP_REST_Response(($this->service)()->book($wish, $now), 201);
			$response->header('Cache-Control', 'no-store');
			return $response;
		});
	}
}
