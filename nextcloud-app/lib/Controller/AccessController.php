<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\ProgramAccess;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\PasswordConfirmationRequired;
use OCP\IRequest;
use OCP\IURLGenerator;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What programs log in with. */
final class AccessController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private ProgramAccess $access,
		private IURLGenerator $urls,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * An app password for an account of the website or of the practice software; it is to be had here only.
	 *
	 * @param mixed $role booking or pvs
	 * @param mixed $account that has this role, and no other group
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/access')]
	public function create(mixed $role = null, mixed $account = null): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $own) use ($role, $account): Answer {
			if (($role !== 'booking' && $role !== 'pvs') || !is_string($account) || $account === '') {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', is_string($account) && $account !== '' ? 'role' : 'account')]);
			}
			$password = $this->access->create($practice, $role, $account, new Writer($this->userId(), $own));
			return new Answer(['address' => rtrim($this->urls->getAbsoluteURL('/'), '/'), 'user' => $account, 'password' => $password], 201);
		}, 'configure');
	}
}
