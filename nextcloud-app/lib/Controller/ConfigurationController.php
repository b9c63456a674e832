<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\Provisioner;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** The practice configuration, for the practice's management. */
final class ConfigurationController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Provisioner $provisioner,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/configuration')]
	public function show(): Answer {
		return $this->answer([Role::Admin], static fn (Practice $practice): array => $practice->toArray());
	}

	/**
	 * Checks and stores the document that the body holds, and brings calendars and shares in line with it.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'PUT', url: '/api/v1/configuration')]
	public function replace(): Answer {
		return $this->answer([Role::Admin], function (Practice $practice): array {
			$document = array_diff_key($this->request->getParams(), ['_route' => true, 'format' => true]);
			if ($document === []) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED')]);
			}
			// whose calendars these are decides who manages the practice: that stays with the server's administrator
			return ['done' => $this->provisioner->replace($practice, $document)];
		});
	}
}
