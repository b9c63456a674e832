<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Waiting\OfferAnswers;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What the website does for a patient to whom a time was offered. All of it is POST, so that neither token nor birth date stands in an address. */
final class OffersController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private OfferAnswers $answers,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Changes nothing.
	 *
	 * @param mixed $birthDate YYYY-MM-DD
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/offers/view')]
	public function view(mixed $token = null, mixed $birthDate = null): Answer {
		return $this->act($token, $birthDate, $this->answers->view(...));
	}

	/**
	 * The patient gets the time.
	 *
	 * @param mixed $birthDate YYYY-MM-DD
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/offers/accept')]
	public function accept(mixed $token = null, mixed $birthDate = null): Answer {
		return $this->act($token, $birthDate, $this->answers->accept(...));
	}

	/**
	 * They stay on the waiting list.
	 *
	 * @param mixed $birthDate YYYY-MM-DD
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/offers/decline')]
	public function decline(mixed $token = null, mixed $birthDate = null): Answer {
		return $this->act($token, $birthDate, $this->answers->decline(...));
	}

	/** @param \Closure(string, string, Practice): array<string, mixed> $action */
	private function act(mixed $token, mixed $birthDate, \Closure $action): Answer {
		return $this->answer([Role::Booking], static function (Practice $practice) use ($token, $birthDate, $action): array {
			if ($practice->waitingList() === null) {
				throw new IssuesException([new Issue('LINK_INVALID')]);
			}
			return $action(self::text($token, 'token'), self::text($birthDate, 'birthDate'), $practice);
		});
	}

	/** @throws IssuesException REQUEST_MALFORMED */
	private static function text(mixed $value, string $name): string {
		return is_string($value) && $value !== '' && strlen($value) <= 255 ? $value : throw new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
	}
}
