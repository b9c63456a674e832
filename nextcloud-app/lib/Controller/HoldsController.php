<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Index\HoldKeeper;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Slots that the website keeps for whoever fills in its form. */
final class HoldsController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private HoldKeeper $keeper,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Holds a slot; the body is as the contract's schema holdRequest.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/holds')]
	public function hold(): Answer {
		return $this->answer([Role::Booking], function (Practice $practice): Answer {
			$body = array_diff_key($this->request->getParams(), ['_route' => true, 'format' => true]);
			return new Answer($this->keeper->hold($body, $practice), 201);
		}, 'create');
	}

	/**
	 * The same answer whether the token held anything or not.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/holds/{token}')]
	public function release(string $token): Answer {
		return $this->answer([Role::Booking], function () use ($token): array {
			$this->keeper->release($token);
			return [];
		}, 'create');
	}
}
