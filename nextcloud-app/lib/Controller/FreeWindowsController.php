<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Index\OnlineWindows;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** When a calendar, or any of them, can be booked. */
final class FreeWindowsController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private OnlineWindows $windows,
		private ITimeFactory $time,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param string $id a calendar's id or alias; `any`: all of them
	 * @param mixed $from ISO 8601 instant, likewise $to; at most the contract's number of days apart
	 * @param mixed $for `practice`: without what is asked of online bookings only, notice and daily maximum; not for the website
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/calendars/{id}/free')]
	public function free(string $id, mixed $from = null, mixed $to = null, mixed $for = null): Answer {
		return $this->answer([Role::Booking, Role::Staff, Role::Admin, Role::Pvs], function (Practice $practice, Role $role) use ($id, $from, $to, $for): array {
			$range = TimeRange::of($from, $to);
			$now = $this->time->getTime();
			$windows = [];
			foreach (self::calendars($practice, $id) as $calendar) {
				$free = $for === 'practice' && $role !== Role::Booking
					? $this->windows->forPractice($practice, $calendar, $range->start, $range->end, $now)
					: $this->windows->of($practice, $calendar, $range->start, $range->end, $now);
				foreach ($free as $window) {
					$windows[] = ['calendar' => $calendar->id] + $window->toArray();
				}
			}
			return ['windows' => $windows, 'generatedAt' => Interval::iso($now)];
		});
	}

	/**
	 * @return list<CalendarConfig>
	 * @throws IssuesException CALENDAR_UNKNOWN
	 */
	private static function calendars(Practice $practice, string $id): array {
		if ($id === 'any') {
			return $practice->calendars();
		}
		return [self::calendarNamed($practice, $id)];
	}
}
