<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\DayEntries;
use OCA\Sprechstunde\Record\DayEntry;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What stands in a calendar on a day: beside a request, so that the list of requests need not carry it for each. */
final class DayController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private CalendarIds $ids,
		private DayEntries $days,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param string $id a calendar's id or alias
	 * @param mixed $date local day of the practice, YYYY-MM-DD
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/calendars/{id}/day')]
	public function day(string $id, mixed $date = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($id, $date): array {
			$noon = self::noon($date, $practice) ?? throw new IssuesException([new Issue('RANGE_INVALID', 'date', ['days' => 1])]);
			$calendar = self::calendarNamed($practice, $id);
			$calendarId = $this->ids->of($calendar);
			$entries = $calendarId === null ? [] : $this->days->around($calendarId, $noon, $practice);
			return ['entries' => array_map(static fn (DayEntry $entry): array => $entry->toArray(), $entries)];
		});
	}

	/** Epoch seconds; null where it is no day. */
	private static function noon(mixed $date, Practice $practice): ?int {
		return is_string($date) && preg_match('/^(\d{4})-(\d{2})-(\d{2})$/D', $date, $match) === 1 && checkdate((int)$match[2], (int)$match[3], (int)$match[1])
			? (new \DateTimeImmutable("$date 12:00", $practice->timeZone()))->getTimestamp() : null;
	}
}
