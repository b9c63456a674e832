<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\Programs;
use OCA\Sprechstunde\Record\ProgramStates;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\PasswordConfirmationRequired;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IRequest;
use OCP\IURLGenerator;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Practice programs that are connected, for the practice's management. */
final class ProgramsController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $practices,
		RoleResolver $roles,
		IUserSession $session,
		private Programs $programs,
		private ProgramStates $states,
		private IURLGenerator $urls,
		private ITimeFactory $time,
	) {
		parent::__construct($request, $practices, $roles, $session);
	}

	/**
	 * Which there are and how they are doing; and the address of this server.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/programs')]
	public function index(): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => [
			'address' => rtrim($this->urls->getAbsoluteURL('/'), '/'),
			'programs' => $this->states->of($practice, $this->time->getTime()),
		]);
	}

	/**
	 * Makes an account for a program, gives it calendars, and answers with its app password, which is to be had here only.
	 *
	 * @param array<mixed> $calendars ids
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/programs')]
	public function create(string $profile = '', array $calendars = []): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): Answer => new Answer($this->programs->connect($practice, $profile, $calendars, $this->userId()), 201));
	}

	/**
	 * How far it has come since it got its password. Cheap: asked every two seconds while somebody sets it up.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/programs/{id}/steps')]
	public function steps(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => $this->states->steps(Programs::connection($practice, $id)));
	}

	/**
	 * A new app password, which is the only one from then on.
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/programs/{id}/password')]
	public function password(string $id): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): Answer => new Answer($this->programs->renew($practice, $id, $this->userId()), 201));
	}

	/**
	 * Locks it out until it gets a new password.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/programs/{id}/pause')]
	public function pause(string $id): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($id): array {
			$this->programs->pause($practice, $id, $this->userId());
			return [];
		});
	}

	/**
	 * Takes it off: its account is deleted where this app made it.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/programs/{id}')]
	public function destroy(string $id): Answer {
		return $this->answer([Role::Admin], function (Practice $practice) use ($id): array {
			$this->programs->remove($practice, $id, $this->userId());
			return [];
		});
	}
}
