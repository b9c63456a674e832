<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\IDBConnection;
use Sprechstunde\Core\CalendarConfig;

/** Makes the practice's calendars and shares them. */
final class CalendarSetup {
	public function __construct(
		private CalDavBackend $backend,
		private CalendarIds $ids,
		private IDBConnection $db,
		private GroupShares $shares,
	) {
	}

	/**
	 * An owner needs a calendar of their own beside the practice's: Nextcloud puts invitations into an account's first calendar, and
	 * makes `personal` at the first login only for those who have none at all.
	 */
	public function ensurePersonal(string $owner): ?string {
		if ($this->backend->getCalendarByUri("principals/users/$owner", CalDavBackend::PERSONAL_CALENDAR_URI) !== null) {
			return null;
		}
		$this->backend->createCalendar("principals/users/$owner", CalDavBackend::PERSONAL_CALENDAR_URI, [
			'{DAV:}displayname' => CalDavBackend::PERSONAL_CALENDAR_NAME,
			'components' => 'VEVENT',
		]);
		return "created the personal calendar of $owner";
	}

	/** Creates the calendar where it is missing, or takes it out of the trash. Returns what was done, or null. */
	public function create(CalendarConfig $calendar): ?string {
		if ($this->ids->of($calendar) !== null) {
			return null;
		}
		$trashed = $this->trashed($calendar);
		if ($trashed !== null) {
			$this->backend->restoreCalendar($trashed);
		} else {
			$this->backend->createCalendar("principals/users/$calendar->owner", $calendar->uri, [
				'{DAV:}displayname' => $calendar->displayName,
				'{http://apple.com/ns/ical/}calendar-color' => $calendar->color,
				'components' => 'VEVENT,VTODO',
			]);
		}
		$this->ids->forget();
		return ($trashed === null ? 'created' : 'took out of the trash') . " calendar $calendar->id of $calendar->owner";
	}

	/** Whether it can be taken out of the trash. */
	public function isTrashed(CalendarConfig $calendar): bool {
		return $this->trashed($calendar) !== null;
	}

	/**
	 * Shares it read-write with groups that do not have it so yet.
	 *
	 * @param list<string> $groups
	 * @return list<string> what was done
	 */
	public function share(CalendarConfig $calendar, array $groups): array {
		$id = $this->ids->of($calendar) ?? throw new \LogicException("calendar $calendar->id is missing");
		return array_map(static fn (string $group): string => "shared calendar $calendar->id with group $group", $this->shares->ensure($id, $groups));
	}

	private function trashed(CalendarConfig $calendar): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from('calendars')
			->where($query->expr()->eq('principaluri', $query->createNamedParameter("principals/users/$calendar->owner")))
			->andWhere($query->expr()->eq('uri', $query->createNamedParameter($calendar->uri)))
			->andWhere($query->expr()->isNotNull('deleted_at'));
		$result = $query->executeQuery();
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}
}
