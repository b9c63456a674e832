<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\StorageFault;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Response;
use OCP\AppFramework\Middleware;
use OCP\AppFramework\OCSController;
use OCP\IRequest;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\Issue;

/** A database that is locked, away or full is no fault of the request: the JSON routes say so as CalDAV does, and whoever asked may ask again. */
final class StorageMiddleware extends Middleware {
	public function __construct(
		private IRequest $request,
		private LoggerInterface $logger,
	) {
	}

	/**
	 * @param Controller $controller
	 * @param string $methodName
	 * @return Response<Http::STATUS_*, array<string, mixed>>
	 * @throws \Exception what is no fault of the database
	 */
	public function afterException($controller, $methodName, \Exception $exception): Response {
		if (!$controller instanceof OCSController || !StorageFault::is($exception)) {
			throw $exception;
		}
		$this->logger->error('Sprechstunde could not reach its database', ['app' => 'sprechstunde', 'exception' => $exception]);
		$issue = new Issue('STORAGE_UNAVAILABLE');
		$format = $this->request->getParam('format');
		$answer = new Answer(['issues' => [$issue->toArray(PracticeController::language($this->request))]], $issue->status());
		$answer->addHeader('Retry-After', (string)StorageFault::RETRY_AFTER);
		return $controller->buildResponse($answer, is_string($format) ? $format : $controller->getResponderByHTTPHeader($this->request->getHeader('Accept')));
	}
}
