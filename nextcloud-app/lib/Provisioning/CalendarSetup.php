<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\IConfig;
use OCP\IDBConnection;
use OCP\L10N\IFactory;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\CalendarConfig;

/** Makes the practice's calendars and shares them natively, so that every CalDAV client finds them. */
final class CalendarSetup {
	public function __construct(
		private CalDavBackend $backend,
		private CalendarIds $ids,
		private IDBConnection $db,
		private IFactory $languages,
		private IConfig $config,
		private LoggerInterface $logger,
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

	/**
	 * Shares it read-write with groups that do not have it so yet.
	 *
	 * @param list<string> $groups
	 * @return list<string> what was done
	 */
	public function share(CalendarConfig $calendar, array $groups): array {
		$id = $this->ids->of($calendar) ?? throw new \LogicException("calendar $calendar->id is missing");
		$row = $this->backend->getCalendarById($id) ?? throw new \LogicException("calendar $calendar->id is missing");
		$writable = [];
		foreach ($this->backend->getShares($id) as $share) {
			if (!$share['readOnly']) {
				$writable[] = urldecode($share['{http://owncloud.org/ns}principal']);
			}
		}
		$missing = array_values(array_filter($groups, static fn (string $group): bool => !in_array("principals/groups/$group", $writable, true)));
		if ($missing === []) {
			return [];
		}
		$shareable = new Calendar($this->backend, $row, $this->languages->get('dav'), $this->config, $this->logger);
		$this->backend->updateShares($shareable, array_map(static fn (string $group): array => [
			// a space is a plus sign in the principals that Nextcloud compares with
			'href' => 'principal:principals/groups/' . urlencode($group), 'commonName' => $group, 'readOnly' => false,
		], $missing), []);
		return array_map(static fn (string $group): string => "shared calendar $calendar->id with group $group", $missing);
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
