<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IConfig;
use OCP\IDBConnection;
use OCP\IGroupManager;
use OCP\IUser;
use OCP\L10N\IFactory;
use Psr\Log\LoggerInterface;

/**
 * No share of a practice calendar may reach the website's account: natively it would show it every patient. Whom a share with a group
 * reaches changes with the group.
 */
final class BookingShares {
	private const UNSHARED = 5;

	public function __construct(
		private CalendarIds $ids,
		private CalDavBackend $backend,
		private IDBConnection $db,
		private IGroupManager $groups,
		private IFactory $languages,
		private IConfig $config,
		private LoggerInterface $logger,
	) {
	}

	/** Whether a group has a practice calendar, or would have one for whoever joins. */
	public function has(string $group): bool {
		return $this->shared(["principals/groups/$group"]) !== [];
	}

	/** Whether an account has a practice calendar by a share, its own or a group's. */
	public function reach(IUser $user): bool {
		return $this->shared($this->principals($user)) !== [];
	}

	/** Takes back what shares give to an account, for it alone; the groups keep theirs. */
	public function withdraw(IUser $user): void {
		foreach ($this->shared($this->principals($user)) as $id) {
			$row = $this->backend->getCalendarById($id);
			if ($row !== null) {
				$calendar = new Calendar($this->backend, $row, $this->languages->get('dav'), $this->config, $this->logger);
				$this->backend->unshare($calendar, "principal:principals/users/{$user->getUID()}");
			}
		}
	}

	/** @return list<string> */
	private function principals(IUser $user): array {
		$groups = array_map(static fn (string $group): string => "principals/groups/$group", array_values($this->groups->getUserGroupIds($user)));
		return ["principals/users/{$user->getUID()}", ...$groups];
	}

	/**
	 * @param list<string> $principals
	 * @return list<int> practice calendars that are shared with them, without those that were taken back from one of them
	 */
	private function shared(array $principals): array {
		$ids = $this->ids->withTaskList();
		if ($ids === []) {
			return [];
		}
		$query = $this->db->getQueryBuilder();
		$query->select('resourceid', 'access')->from('dav_shares')
			->where($query->expr()->eq('type', $query->createNamedParameter('calendar')))
			->andWhere($query->expr()->in('resourceid', $query->createNamedParameter($ids, IQueryBuilder::PARAM_INT_ARRAY)))
			// the table holds groups' names both as they are and encoded
			->andWhere($query->expr()->in('principaluri', $query->createNamedParameter(self::spellings($principals), IQueryBuilder::PARAM_STR_ARRAY)));
		$result = $query->executeQuery();
		$found = [];
		while (is_array($row = $result->fetch())) {
			$found[(int)$row['resourceid']][] = (int)$row['access'];
		}
		$result->closeCursor();
		return array_keys(array_filter($found, static fn (array $accesses): bool => !in_array(self::UNSHARED, $accesses, true)));
	}

	/**
	 * @param list<string> $principals
	 * @return list<string>
	 */
	private static function spellings(array $principals): array {
		$encoded = array_map(static fn (string $one): string => implode('/', array_map(urlencode(...), explode('/', $one, 3))), $principals);
		return array_values(array_unique([...$principals, ...$encoded]));
	}
}
