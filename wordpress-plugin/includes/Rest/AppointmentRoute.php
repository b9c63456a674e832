<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\WordPress\Booking\OwnAppointment;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\RateLimiter;

/**
 * POST appointment/view, appointment/cancel, appointment/reschedule: what a patient does with the link from a mail. All of it is POST, so that neither
 * token nor birth date stands in an address. Public for the reasons that bookings are; who lacks the link's token or the birth date gets nothing.
 */
final class AppointmentRoute extends Route {
	/** @param \Closure(): OwnAppointment $appointments */
	public function __construct(
		private readonly RateLimiter $limiter,
		private readonly \Closure $appointments,
	) {
	}

	public function register(): void {
		foreach (array_keys(OwnAppointment::FIELDS) as $action) {
			register_rest_route(self::NAMESPACE, "/appointment/$action", [
				'methods' => 'POST',
				'callback' => fn (\WP_REST_Request $request): \WP_REST_Response => $this->post($request, $action),
				'permission_callback' => '__return_true',
			]);
		}
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 * @param 'view'|'cancel'|'reschedule' $action
	 */
	private function post(\WP_REST_Request $request, string $action): \WP_REST_Response {
		return $this->answer($request, $this->language($request), function () use ($request, $action): \WP_REST_Response {
			$this->limiter->check('attempts', ClientAddress::ofRequest(), time());
			$response = new \WP_REST_Response(($this->appointments)()->ask($action, JsonBody::of($request)), 200);
			$response->header('Cache-Control', 'no-store');
			return $response;
		});
	}
}
