<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Index\TakenTime;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** When a calendar is busy, by the index; not for the website, which is told what is free. */
final class BusyController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private CalendarIds $ids,
		private TakenTime $taken,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Merged, and cut to the range; buffers included. The index knows a year back and a year beyond what can be booked.
	 *
	 * @param string $id a calendar's id or alias
	 * @param mixed $from ISO 8601 instant, likewise $to; at most the contract's number of days apart
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/calendars/{id}/busy')]
	public function busy(string $id, mixed $from = null, mixed $to = null): Answer {
		return $this->answer([Role::Staff, Role::Admin, Role::Pvs], function (Practice $practice) use ($id, $from, $to): array {
			$range = TimeRange::of($from, $to);
			$calendar = self::calendarNamed($practice, $id);
			$calendarId = $this->ids->of($calendar);
			// a hold never shows to the practice: at the end of all time none is left
			$busy = $calendarId === null ? [] : $this->taken->between($calendarId, $range->start, $range->end, PHP_INT_MAX);
			return ['busy' => array_map(static fn (Interval $one): array => $one->toArray(), Interval::intersect($busy, [$range]))];
		});
	}
}
