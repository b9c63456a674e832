<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sabre\VObject\Component\VCalendar;

/** Natively a PUT of a UID that lies in the trash is a 500: what comes back makes the trashed one go for good. */
final class TrashedTwin {
	public function __construct(
		private IDBConnection $db,
		private CalDavBackend $backend,
	) {
	}

	public function purge(int $calendarId, VCalendar $calendar): void {
		$uid = (string)($calendar->getBaseComponent()->UID ?? '');
		$query = $this->db->getQueryBuilder();
		$query->select('uri')->from('calendarobjects')
			->where($query->expr()->eq('calendarid', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('uid', $query->createNamedParameter($uid)))
			->andWhere($query->expr()->isNotNull('deleted_at'));
		$result = $query->executeQuery();
		$uris = $result->fetchAll(\PDO::FETCH_COLUMN);
		$result->closeCursor();
		foreach ($uris as $uri) {
			$this->backend->deleteCalendarObject($calendarId, (string)$uri, CalDavBackend::CALENDAR_TYPE_CALENDAR, true);
		}
	}
}
