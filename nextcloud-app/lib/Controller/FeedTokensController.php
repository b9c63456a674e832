<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Feed\FeedTokens;
use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Links to the practice's feed, for the practice's management. */
final class FeedTokensController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private FeedTokens $tokens,
		private ActivityLog $log,
		private AllOrNothing $whole,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Those there are, without their tokens.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/feed-tokens')]
	public function index(): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => ['tokens' => $this->tokens->all($practice)], 'configure');
	}

	/**
	 * A new one; its token is in this answer only.
	 *
	 * @param mixed $label what it is for
	 * @param mixed $program id of a connected practice program or of a profile, by whose field map it shows the calendars; null: as they are stored
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/feed-tokens')]
	public function create(mixed $label = '', mixed $program = null): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($label, $program): Answer {
			if (!is_string($label)) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', 'label')]);
			}
			if ($program !== null && !is_string($program)) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', 'program')]);
			}
			return new Answer($this->whole->of(function () use ($label, $program, $practice, $role): array {
				$this->log->note('INFO', 'FEED_LINK_MADE', new Writer($this->userId(), $role));
				return $this->tokens->make($label, $program ?? '', $practice);
			}), Http::STATUS_CREATED);
		}, 'configure');
	}

	/**
	 * From now on it lets nobody in.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/feed-tokens/{id}')]
	public function destroy(string $id): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($id): array {
			if (!ctype_digit($id) || strlen($id) > 18) {
				throw new IssuesException([new Issue('NOT_FOUND')]);
			}
			$this->whole->of(function () use ($id, $role): void {
				$this->tokens->revoke((int)$id);
				$this->log->note('INFO', 'FEED_LINK_REVOKED', new Writer($this->userId(), $role));
			});
			return ['revoked' => true];
		}, 'configure');
	}
}
