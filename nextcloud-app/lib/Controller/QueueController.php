<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Outbox\Queue;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Mails that wait or were given up, for the practice's management. */
final class QueueController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Queue $queue,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/queue')]
	public function rows(): Answer {
		return $this->answer([Role::Admin], fn (): array => $this->queue->counts() + ['rows' => $this->queue->rows($this->userId())], 'viewLog');
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/queue/{id}/retry')]
	public function retry(string $id): Answer {
		return $this->change($id, $this->queue->retry(...));
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/queue/{id}')]
	public function discard(string $id): Answer {
		return $this->change($id, $this->queue->discard(...));
	}

	/** @param \Closure(int, Writer): void $change */
	private function change(string $id, \Closure $change): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($id, $change): array {
			// what is no number is no row either
			$change(preg_match('/^\d{1,18}$/D', $id) === 1 ? (int)$id : 0, new Writer($this->userId(), $role));
			return $this->queue->counts();
		}, 'viewLog');
	}
}
