<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCP\IConfig;
use OCP\IDBConnection;
use OCP\L10N\IFactory;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\WaitingList;

/** Makes the waiting list a native task list and shares it, so that Tasks and every CalDAV client show it. */
final class TaskListSetup {
	public function __construct(
		private CalDavBackend $backend,
		private IDBConnection $db,
		private IFactory $languages,
		private IConfig $config,
		private LoggerInterface $logger,
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
		$shared = array_map(static fn (array $share): string => urldecode($share['{http://owncloud.org/ns}principal']), array_filter($this->backend->getShares((int)$row['id']), static fn (array $share): bool => !$share['readOnly']));
		$missing = array_values(array_filter($groups, static fn (string $group): bool => !in_array("principals/groups/$group", $shared, true)));
		if ($missing !== []) {
			$this->backend->updateShares(new Calendar($this->backend, $row, $this->languages->get('dav'), $this->config, $this->logger), array_map(static fn (string $group): array => [
				// a space is a plus sign in the principals that Nextcloud compares with
				'href' => 'principal:principals/groups/' . urlencode($group), 'commonName' => $group, 'readOnly' => false,
			], $missing), []);
		}
		return [...$done, ...array_map(static fn (string $group): string => "shared the waiting list with group $group", $missing)];
	}

	private function trashed(string $principal, string $uri): ?int {
		$result = $this->db->executeQuery('SELECT id FROM *PREFIX*calendars WHERE principaluri = ? AND uri = ? AND deleted_at IS NOT NULL', [$principal, $uri]);
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}
}
