<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Diagnostics\Remedies;
use OCA\Sprechstunde\Diagnostics\ServerFacts;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\UserRateLimit;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Diagnostics\Diagnosis;
use Sprechstunde\Core\Diagnostics\Finding;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What is wrong with the connections to practice programs, and the mending that is safe. */
final class DiagnosticsController extends PracticeController {
	private const LONGEST_UID = 255;

	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private ServerFacts $facts,
		private Remedies $remedies,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/** The checks ask other servers: not in a loop. */
	#[NoAdminRequired]
	#[UserRateLimit(limit: 30, period: 60)]
	#[ApiRoute(verb: 'GET', url: '/api/v1/diagnostics')]
	public function show(): Answer {
		return $this->answer([Role::Admin], function (Practice $practice): array {
			$uid = $this->request->getParam('uid');
			$facts = $this->facts->gather($practice, is_string($uid) && $uid !== '' ? mb_substr(mb_scrub($uid), 0, self::LONGEST_UID) : null);
			return ['checkedAt' => Interval::iso($facts['now']), 'findings' => array_map(static fn (Finding $one): array => ['code' => $one->code, 'params' => (object)$one->params], Diagnosis::evaluate($facts))];
		}, 'viewLog');
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/diagnostics/{remedy}')]
	public function mend(string $remedy): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice, Role $role): array => ['done' => $this->remedies->apply($remedy, $practice, new Writer($this->userId(), $role))], 'configure');
	}
}
