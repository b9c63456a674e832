<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\ConflictList;
use OCA\Sprechstunde\Record\Restore;
use OCA\Sprechstunde\Record\Versions;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What website and practice software changed at almost the same time: both versions, and which of them shall hold. */
final class ConflictsController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private ConflictList $conflicts,
		private Versions $versions,
		private Restore $restore,
		private AppointmentState $states,
		private ActivityLog $log,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/conflicts')]
	public function conflicts(): Answer {
		return $this->answer([Role::Staff, Role::Admin], fn (Practice $practice): array => ['conflicts' => $this->conflicts->of($practice, $this->userId())]);
	}

	/**
	 * Counts as dealt with from now on, whatever holds.
	 *
	 * @param string $id of the version that was overwritten
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/conflicts/{id}/settle')]
	public function settle(string $id): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice, Role $role) use ($id): array {
			$version = $this->conflicts->find($id);
			if ($this->versions->settle($version->id)) {
				$uid = $this->states->find($version->objectId)->uid ?? '';
				$this->log->note('INFO', 'CONFLICT_SETTLED', new Writer($this->userId(), $role), $version->objectId, $version->calendarId, $uid, ['version' => $version->id]);
			}
			return ['settled' => true];
		});
	}

	/**
	 * @param string $id of a version
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/versions/{id}')]
	public function version(string $id): Answer {
		return $this->answer([Role::Staff, Role::Admin], fn (): array => $this->conflicts->version($id));
	}

	/**
	 * By the rules that hold for any write of the practice; what it replaces is kept in turn.
	 *
	 * @param string $id of a version
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/versions/{id}/restore')]
	public function restore(string $id): Answer {
		return $this->answer([Role::Staff, Role::Admin], function () use ($id): array {
			$this->restore->run($this->conflicts->find($id)->id, $this->userId());
			return ['restored' => true];
		});
	}
}
