<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Delivery\DeliveryQueue;
use OCA\Sprechstunde\Outbox\Queue;
use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Mails, and messages to programs that listen, that wait or were given up, for the practice's management. */
final class QueueController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Queue $queue,
		private DeliveryQueue $deliveries,
		private AllOrNothing $whole,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/queue')]
	public function rows(): Answer {
		return $this->answer([Role::Admin], fn (): array => $this->queue->counts() + [
			'rows' => $this->queue->rows($this->userId()),
			'deliveries' => $this->deliveries->counts() + ['rows' => $this->deliveries->rows($this->userId())],
		], 'viewLog');
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/queue/{id}/retry')]
	public function retry(string $id): Answer {
		return $this->change($id, $this->queue->retry(...), $this->queue->counts(...));
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/queue/{id}')]
	public function discard(string $id): Answer {
		return $this->change($id, $this->queue->discard(...), $this->queue->counts(...));
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/deliveries/{id}/retry')]
	public function retryDelivery(string $id): Answer {
		return $this->change($id, $this->deliveries->retry(...), $this->deliveries->counts(...));
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/deliveries/{id}')]
	public function discardDelivery(string $id): Answer {
		return $this->change($id, $this->deliveries->discard(...), $this->deliveries->counts(...));
	}

	/**
	 * @param \Closure(int, Writer): void $change
	 * @param \Closure(): array{waiting: int, dead: int} $counts
	 */
	private function change(string $id, \Closure $change, \Closure $counts): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($id, $change, $counts): array {
			// what is no number is no row either
			$this->whole->of(fn () => $change(preg_match('/^\d{1,18}$/D', $id) === 1 ? (int)$id : 0, new Writer($this->userId(), $role)));
			return $counts();
		}, 'viewLog');
	}
}
