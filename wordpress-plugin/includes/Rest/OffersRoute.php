<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Booking\Log;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\ServerFailure;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\RateLimiter;

/**
 * POST offers/view, offers/accept, offers/decline {token, birthDate}: what a patient on the waiting list answers to an offer. Public for the
 * reasons that bookings are; who has neither the link's token nor the birth date gets nothing.
 */
final class OffersRoute extends Route {
	/** @param \Closure(): ?OcsClient $client null where the connection is not set up */
	public function __construct(
		private readonly Directory $directory,
		private readonly RateLimiter $limiter,
		private readonly \Closure $client,
	) {
	}

	public function register(): void {
		foreach (['view', 'accept', 'decline'] as $action) {
			register_rest_route(self::NAMESPACE, "/offers/$action", [
				'methods' => 'POST',
				'callback' => fn (\WP_REST_Request $request): \WP_REST_Response => $this->post($request, $action),
				'permission_callback' => '__return_true',
			]);
		}
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 * @param 'view'|'accept'|'decline' $action
	 */
	private function post(\WP_REST_Request $request, string $action): \WP_REST_Response {
		return $this->answer($request, $this->language($request), function () use ($request, $action): \WP_REST_Response {
			$this->limiter->check('attempts', ClientAddress::ofRequest(), time());
			$body = JsonBody::of($request);
			$client = ($this->client)() ?? throw $this->directory->unavailable('NOT_CONFIGURED');
			try {
				$answer = $client->offer($action, self::text($body, 'token'), self::text($body, 'birthDate'));
			} catch (ServerFailure $failure) {
				Log::failure($failure);
				throw $this->directory->unavailable('OFFER_UNCERTAIN');
			} finally {
				if ($action !== 'view') {
					$this->directory->freeChanged();
				}
			}
			$response = new \WP_REST_Response($answer, 200);
			$response->header('Cache-Control', 'no-store');
			return $response;
		});
	}

	/**
	 * @param array<mixed> $body
	 * @throws IssuesException REQUEST_MALFORMED
	 */
	private static function text(array $body, string $name): string {
		$value = $body[$name] ?? null;
		return is_string($value) && $value !== '' && strlen($value) <= 64 ? $value : throw new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
	}
}
