<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\Programs;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCA\Sprechstunde\Rest\RestAccess;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\PasswordConfirmationRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What a practice program with a REST interface needs besides its settings, for the practice's management. */
final class ProgramRestController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private RestAccess $access,
		private ActivityLog $log,
		private AllOrNothing $whole,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Whether key and secret are set, and where its events go.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/programs/{id}/rest')]
	public function show(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => $this->access->state(Programs::connection($practice, $id)), 'configure');
	}

	/**
	 * The key that its interface asks for.
	 *
	 * @param mixed $key empty: it has none
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'PUT', url: '/api/v1/programs/{id}/rest/key')]
	public function key(string $id, mixed $key = null): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($id, $key): array {
			$connection = Programs::connection($practice, $id);
			$this->whole->of(function () use ($connection, $key, $id): void {
				$this->access->setKey($connection, is_string($key) ? $key : throw new IssuesException([new Issue('FIELD_FORMAT', 'key')]));
				$this->note($key === '' ? 'REST_KEY_REMOVED' : 'REST_KEY_SET', $id);
			});
			return $this->access->state($connection);
		}, 'configure');
	}

	/**
	 * A new secret for its events, which is to be had here only.
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/programs/{id}/rest/secret')]
	public function secret(string $id): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($id): Answer {
			$connection = Programs::connection($practice, $id);
			return new Answer($this->whole->of(function () use ($connection): array {
				$this->note('REST_SECRET_MADE', $connection->id);
				return $this->access->makeSecret($connection);
			}), 201);
		}, 'configure');
	}

	/**
	 * Whether its interface answers.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/programs/{id}/rest/check')]
	public function check(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => $this->access->check(Programs::connection($practice, $id)), 'configure');
	}

	private function note(string $code, string $connection): void {
		$this->log->note('INFO', $code, new Writer($this->userId(), Role::Admin), 0, 0, '', ['program' => $connection]);
	}
}
