<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Delivery\Webhooks;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Webhooks, for the practice's management. */
final class WebhooksController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $practices,
		RoleResolver $roles,
		IUserSession $session,
		private Webhooks $webhooks,
	) {
		parent::__construct($request, $practices, $roles, $session);
	}

	/**
	 * How each is doing.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/webhooks')]
	public function index(): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => ['webhooks' => $this->webhooks->states($practice)], 'configure');
	}

	/**
	 * A new one; its secret is in this answer only.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/webhooks')]
	public function create(mixed $name = '', mixed $url = '', mixed $events = [], mixed $calendars = []): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($name, $url, $events, $calendars): Answer {
			foreach (['name' => is_string($name), 'url' => is_string($url), 'events' => is_array($events), 'calendars' => is_array($calendars)] as $field => $isRight) {
				if (!$isRight) {
					throw new IssuesException([new Issue('REQUEST_MALFORMED', $field)]);
				}
			}
			/** @var string $name */
			/** @var string $url */
			/** @var array<mixed> $events */
			/** @var array<mixed> $calendars */
			return new Answer($this->webhooks->add($practice, $name, $url, $events, $calendars, $this->userId()), 201);
		}, 'configure');
	}

	/**
	 * A new secret, in this answer only; the former one signs for another day.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/webhooks/{id}/secret')]
	public function secret(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): Answer => new Answer($this->webhooks->renew($practice, $id, $this->userId()), 201), 'configure');
	}

	/**
	 * Sends a signed message that is about nothing, and says what came back.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/webhooks/{id}/test')]
	public function test(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => $this->webhooks->test($practice, $id), 'configure');
	}

	/**
	 * From now on it hears of nothing, of what waits for it neither.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/webhooks/{id}')]
	public function destroy(string $id): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($id): array {
			$this->webhooks->remove($practice, $id, $this->userId());
			return [];
		}, 'configure');
	}
}
