<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserManager;
use OCP\IUserSession;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;

/** Who was faster: what an appointment has become, and whose doing that is. */
final class LastChangeController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private IUserManager $users,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param mixed $uid of the appointment
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/requests/last-change')]
	public function lastChange(mixed $uid = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function () use ($uid): array {
			$rows = is_string($uid) && $uid !== '' ? $this->states->withUid($uid) : [];
			$calendars = $this->calendars->all();
			$own = array_filter($rows, static fn (StateRow $row): bool => $row->kind === 'appointment' && isset($calendars[$row->calendarId]));
			// one that was deleted and put there again has two rows
			usort($own, static fn (StateRow $one, StateRow $other): int => [$other->deletedAt === 0, $other->changedAt] <=> [$one->deletedAt === 0, $one->changedAt]);
			$last = $own[0] ?? throw new IssuesException([new Issue('NOT_FOUND', 'uid')]);
			return [
				'status' => $last->deletedAt === 0 && $last->status !== '' ? $last->status : null,
				'by' => $last->actor === '' ? '' : $this->users->getDisplayName($last->actor) ?? $last->actor,
				'at' => Interval::iso($last->changedAt),
			];
		});
	}
}
