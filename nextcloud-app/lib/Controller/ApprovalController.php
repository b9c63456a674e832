<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Approval;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** The button in a notification. */
final class ApprovalController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Approval $approval,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param mixed $etag of what the notification showed
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/requests/{id}/approve')]
	public function approve(string $id, mixed $etag = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice, Role $role) use ($id, $etag): array {
			if (!is_string($etag) || $etag === '' || strlen($etag) > 64) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', 'etag')]);
			}
			$objectId = preg_match('/^\d{1,18}$/D', $id) === 1 ? (int)$id : 0;
			$this->approval->run($objectId, $etag, new Writer($this->userId(), $role), $practice);
			return ['status' => 'CONFIRMED'];
		}, 'confirm');
	}
}
