<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Rest;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\Log;
use Sprechstunde\WordPress\Booking\RequestReader;

/** What our routes share: the shape of an error, and headers. */
abstract class Route {
	public const NAMESPACE = 'sprechstunde/v1';

	/** Adds the route; called in `rest_api_init`. */
	abstract public function register(): void;

	/**
	 * Runs a handler; whatever goes wrong becomes an answer with issues.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request
	 * @param callable(): \WP_REST_Response $handler
	 */
	protected function answer(\WP_REST_Request $request, string $language, callable $handler): \WP_REST_Response {
		try {
			return $handler();
		} catch (IssuesException $refusal) {
			return self::refusal($refusal, $language);
		} catch (\Throwable $failure) {
			Log::failure($failure);
			return self::refusal(new IssuesException([new Issue('INTERNAL')]), $language);
		}
	}

	public static function refusal(IssuesException $refusal, string $language): \WP_REST_Response {
		$issues = array_map(static fn (Issue $issue): array => $issue->toArray($language), $refusal->issues);
		$response = new \WP_REST_Response([
			'code' => $issues[0]['code'],
			'message' => $issues[0]['text'],
			'data' => ['status' => $refusal->status(), 'issues' => $issues] + ($refusal->alternatives === [] ? [] : ['alternatives' => $refusal->alternatives]),
		], $refusal->status());
		$response->header('Cache-Control', 'no-store');
		$response->header('Content-Language', $language);
		$wait = $refusal->issues[0]->params['seconds'] ?? ($refusal->issues[0]->code === 'REQUEST_IN_PROGRESS' ? 2 : null);
		if ($wait !== null) {
			$response->header('Retry-After', (string)$wait);
		}
		return $response;
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request */
	protected function language(\WP_REST_Request $request, mixed $wanted = null): string {
		return RequestReader::language($wanted, (string)$request->get_header('accept_language'));
	}
}
