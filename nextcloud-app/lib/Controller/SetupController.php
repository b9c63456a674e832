<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\Accounts;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\FirstSetup;
use OCA\Sprechstunde\Provisioning\TestBooking;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\PasswordConfirmationRequired;
use OCP\IGroupManager;
use OCP\IRequest;
use OCP\IURLGenerator;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** How a practice begins, for the administrators of the server: whose calendars these are, and who manages the practice, is theirs to say. */
final class SetupController extends PracticeController {
	public function __construct(
		IRequest $request,
		private PracticeStore $practices,
		RoleResolver $roles,
		IUserSession $session,
		private IGroupManager $groups,
		private Accounts $accounts,
		private FirstSetup $setup,
		private TestBooking $test,
		private IURLGenerator $urls,
	) {
		parent::__construct($request, $practices, $roles, $session);
	}

	/**
	 * What the assistant has to know of this server.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/setup')]
	public function show(string $search = ''): Answer {
		return $this->answerAdministrator(fn (): array => [
			'configured' => $this->practices->get() !== null,
			'address' => rtrim($this->urls->getAbsoluteURL('/'), '/'),
			'accounts' => $this->accounts->search($search),
			'groups' => $this->accounts->groups(),
		]);
	}

	/**
	 * Sets the practice up; the answer holds an app password for the website, which is to be had here only.
	 *
	 * @param array<mixed> $document a practice configuration
	 * @param array<mixed> $members role → accounts
	 * @param string $account of the website
	 */
	#[NoAdminRequired]
	#[PasswordConfirmationRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/setup')]
	public function run(array $document = [], array $members = [], string $account = ''): Answer {
		return $this->answerAdministrator(fn (): Answer => new Answer($this->setup->run($document, $members, $account), 201));
	}

	/**
	 * Takes a test booking of the last hour away again.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/setup/test/{uid}')]
	public function removeTest(string $uid): Answer {
		return $this->answerAdministrator(function () use ($uid): array {
			$practice = $this->practices->get() ?? throw new IssuesException([new Issue('CONFIGURATION_MISSING')]);
			$this->test->remove($uid, $practice, $this->userId());
			return [];
		});
	}

	/** @param \Closure(): (array<array-key, mixed>|Answer) $answer */
	private function answerAdministrator(\Closure $answer): Answer {
		return $this->refusing(function () use ($answer): Answer {
			if ($this->userId() === '' || !$this->groups->isAdmin($this->userId())) {
				throw new IssuesException([new Issue('ROLE_FORBIDDEN', null, ['action' => 'setup'])]);
			}
			$found = $answer();
			return $found instanceof Answer ? $found : new Answer($found);
		});
	}
}
