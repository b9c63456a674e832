<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCP\IDBConnection;
use Sprechstunde\Core\WaitingList;

/** Makes the waiting list a native task list and shares it, so that Tasks and every CalDAV client show it. */
final class TaskListSetup {
	public function __construct(
		private CalDavBackend $backend,
		private IDBConnection $db,
		private GroupShares $shares,
	) {
	}

	/**
	 * Creates it where it is missing, or takes it out of the trash, and shares it read-write.
	 *
	 * @param list<string> $groups
	 * @return list<string> what was done
	 */
	public function ensure(WaitingList $list, array $groups): array {
		$principal = "principals/users/$list->owner";
		$trashed = $this->trashed($principal, $list->uri);
		$done = [];
		if ($trashed !== null) {
			$this->backend->restoreCalendar($trashed);
			$done[] = 'took the waiting list out of the trash';
		} elseif ($this->backend->getCalendarByUri($principal, $list->uri) === null) {
			$this->backend->createCalendar($principal, $list->uri, ['{DAV:}displayname' => $list->displayName, 'components' => 'VTODO']);
			$done[] = "created the waiting list of $list->owner";
		}
		$row = $this->backend->getCalendarByUri($principal, $list->uri) ?? throw new \LogicException('the waiting list is missing');
		return [...$done, ...array_map(static fn (string $group): string => "shared the waiting list with group $group", $this->shares->ensure((int)$row['id'], $groups))];
	}

	private function trashed(string $principal, string $uri): ?int {
		$result = $this->db->executeQuery('SELECT id FROM *PREFIX*calendars WHERE principaluri = ? AND uri = ? AND deleted_at IS NOT NULL', [$principal, $uri]);
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}
}
