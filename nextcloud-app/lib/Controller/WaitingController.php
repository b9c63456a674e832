<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Waiting\Offer;
use OCA\Sprechstunde\Waiting\OfferDesk;
use OCA\Sprechstunde\Waiting\Offers;
use OCA\Sprechstunde\Waiting\WaitingView;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** The waiting list as the team sees it. Entries themselves are written over CalDAV. */
final class WaitingController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private WaitingView $view,
		private OfferDesk $desk,
		private Offers $offers,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Who waits, what has become free, and which offers are open.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/waiting')]
	public function waiting(): Answer {
		return $this->answer([Role::Staff, Role::Admin], fn (Practice $practice): array => $this->view->of($practice, $this->userId()));
	}

	/**
	 * Offers a time to an entry, by mail.
	 *
	 * @param mixed $entry UID
	 * @param mixed $calendar id
	 * @param mixed $start UTC, ISO 8601
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/waiting/offers')]
	public function offer(mixed $entry = null, mixed $calendar = null, mixed $start = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($entry, $calendar, $start): Answer {
			if ($practice->waitingList() === null) {
				throw new IssuesException([new Issue('NOT_FOUND')]);
			}
			$config = self::calendarNamed($practice, self::text($calendar, 'calendar'));
			return new Answer($this->view->offer($this->desk->offer(self::text($entry, 'entry'), $config, self::instant($start, 'start'), $practice)), 201);
		});
	}

	/**
	 * Takes an open offer back: its time is free again.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'DELETE', url: '/api/v1/waiting/offers/{id}')]
	public function withdraw(string $id): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($id): array {
			$offer = preg_match('/^[1-9]\d{0,17}$/D', $id) === 1 ? $this->offers->find((int)$id) : null;
			if ($offer === null) {
				throw new IssuesException([new Issue('NOT_FOUND')]);
			}
			if (!$this->desk->end($offer, Offer::WITHDRAWN, $practice)) {
				throw new IssuesException([new Issue('OFFER_OVER')]);
			}
			return [];
		});
	}

	/** @throws IssuesException REQUEST_MALFORMED */
	private static function text(mixed $value, string $name): string {
		return is_string($value) && $value !== '' && strlen($value) <= 255 ? $value : throw new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
	}

	/**
	 * @return int epoch seconds
	 * @throws IssuesException TIME_INVALID
	 */
	private static function instant(mixed $value, string $name): int {
		$isInstant = is_string($value) && preg_match('/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/D', $value, $part) === 1 && checkdate((int)$part[2], (int)$part[3], (int)$part[1]);
		return $isInstant ? (new \DateTimeImmutable($value))->getTimestamp() : throw new IssuesException([new Issue('TIME_INVALID', $name)]);
	}
}
