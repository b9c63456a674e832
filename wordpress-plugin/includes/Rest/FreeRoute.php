<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\RateLimiter;

/** GET free?calendar&from&to: free windows, from which the page lays out slots. */
final class FreeRoute extends Route {
	public function __construct(
		private readonly Directory $directory,
		private readonly RateLimiter $limiter,
	) {
	}

	public function register(): void {
		register_rest_route(self::NAMESPACE, '/free', [
			'methods' => 'GET',
			'callback' => $this->get(...),
			// public: free windows tell nothing about anybody
			'permission_callback' => '__return_true',
		]);
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	private function get(\WP_REST_Request $request): \WP_REST_Response {
		return $this->answer($request, $this->language($request, $request['language']), function () use ($request): \WP_REST_Response {
			$this->limiter->check('reads', ClientAddress::ofRequest(), time());
			$calendar = $request['calendar'] ?? 'any';
			if (!is_string($calendar) || preg_match('/^[a-z0-9][a-z0-9\-]{0,63}$/D', $calendar) !== 1) {
				throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
			}
			$response = new \WP_REST_Response($this->directory->free($calendar, self::instant($request['from'], 'from'), self::instant($request['to'], 'to')));
			$response->header('Cache-Control', 'no-store');
			return $response;
		});
	}

	/** @return int epoch seconds */
	private static function instant(mixed $value, string $name): int {
		$instant = is_string($value) && preg_match('/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/D', $value) === 1 ? strtotime($value) : false;
		return $instant === false ? throw new IssuesException([new Issue('TIME_INVALID', $name)]) : $instant;
	}
}
