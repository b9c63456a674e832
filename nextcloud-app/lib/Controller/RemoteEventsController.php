<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Rest\IncomingEvents;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Attribute\BruteForceProtection;
use OCP\AppFramework\Http\Attribute\FrontpageRoute;
use OCP\AppFramework\Http\Attribute\NoCSRFRequired;
use OCP\AppFramework\Http\Attribute\PublicPage;
use OCP\AppFramework\Http\JSONResponse;
use OCP\IRequest;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Where programs with a REST interface tell what has become of an appointment. No account signs in: the message's signature says who it is from. */
final class RemoteEventsController extends Controller {
	private const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

	public function __construct(
		IRequest $request,
		private IncomingEvents $events,
	) {
		parent::__construct('sprechstunde', $request);
	}

	/**
	 * Once per message; its signature holds for five minutes.
	 *
	 * @return JSONResponse<Http::STATUS_*, array<string, mixed>, array{}>
	 */
	#[PublicPage]
	#[NoCSRFRequired]
	#[BruteForceProtection(action: 'sprechstundeEvents')]
	#[FrontpageRoute(verb: 'POST', url: '/api/v1/programs/{connection}/events')]
	public function receive(): JSONResponse {
		try {
			$max = max(0, Contract::load()->limits()['requestBytes']);
			$body = (string)file_get_contents('php://input', false, null, 0, $max + 1);
			if (strlen($body) > $max) {
				throw new IssuesException([new Issue('REQUEST_TOO_LARGE')]);
			}
			$headers = array_combine(self::HEADERS, array_map($this->request->getHeader(...), self::HEADERS));
			// from the address alone: what is sent may have a member of that name
			return self::answer(['status' => $this->events->handle((string)($this->request->urlParams['connection'] ?? ''), $headers, $body)], Http::STATUS_OK);
		} catch (IssuesException $refusal) {
			$response = self::answer(['issues' => array_map(static fn (Issue $issue): array => $issue->toArray('en'), $refusal->issues)], $refusal->status());
			if ($refusal->issues[0]->code === 'SIGNATURE_INVALID') {
				$response->throttle();
			}
			return $response;
		}
	}

	/**
	 * @param array<string, mixed> $data
	 * @return JSONResponse<Http::STATUS_*, array<string, mixed>, array{}>
	 */
	private static function answer(array $data, int $status): JSONResponse {
		/** @var Http::STATUS_* $status */
		return new JSONResponse($data, $status);
	}
}
