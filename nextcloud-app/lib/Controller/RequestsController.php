<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Requests;
use OCA\Sprechstunde\Record\Versions;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What awaits the team's approval. */
final class RequestsController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Requests $requests,
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private Versions $versions,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/requests')]
	public function requests(): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice): array {
			// first: what changes while the list is made makes the client ask again
			$revision = $this->revision();
			$requests = $this->requests->of($practice, $this->userId());
			return ['requests' => $requests, 'counts' => ['requests' => count($requests), 'conflicts' => $this->conflicts()], 'revision' => $revision];
		});
	}

	/**
	 * Cheap: reads no calendar object.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/counts')]
	public function counts(): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (): array {
			$revision = $this->revision();
			return ['requests' => $this->states->count(array_keys($this->calendars->all()), 'TENTATIVE'), 'conflicts' => $this->conflicts(), 'revision' => $revision];
		});
	}

	/** Those that nobody has dealt with. */
	private function conflicts(): int {
		return $this->versions->countUnsettled(array_keys($this->calendars->all()));
	}

	private function revision(): string {
		return (string)$this->lock->revision(array_keys($this->calendars->all()));
	}
}
