<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCA\DAV\DAV\Sharing\Backend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IConfig;
use OCP\IDBConnection;
use OCP\IUserManager;
use OCP\L10N\IFactory;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;

/**
 * Which of the calendars that are shared with the group of practice programs an account finds: the ones of its connection. The others are
 * given up in its name, as anybody can give up what a group was shared. That it can't reach them by another address is up to `ProgramSeclusion`.
 */
final class ProgramCalendars {
	public function __construct(
		private CalDavBackend $backend,
		private CalendarIds $ids,
		private CalendarLock $lock,
		private IDBConnection $db,
		private IUserManager $users,
		private IFactory $languages,
		private IConfig $config,
		private LoggerInterface $logger,
	) {
	}

	/**
	 * @param list<Connection> $former those that were there before: an account that is no longer one of them finds all calendars of its group again
	 * @return list<string> what was done
	 */
	public function apply(Practice $practice, array $former = []): array {
		$wanted = array_fill_keys(array_column($former, 'user'), array_column($practice->calendars(), 'id'));
		foreach ($practice->connections() as $connection) {
			$wanted[$connection->user] = $connection->calendars;
		}
		$done = [];
		foreach ($wanted as $user => $calendars) {
			// PHP makes numbers of keys that look like one
			$user = (string)$user;
			if (!$this->users->userExists($user)) {
				continue;
			}
			$principal = "principals/users/$user";
			$hidden = $this->givenUp($principal);
			foreach ($practice->calendars() as $calendar) {
				$shared = $this->shared($calendar);
				if ($shared === null || $calendar->owner === $user) {
					continue;
				}
				$isWanted = in_array($calendar->id, $calendars, true);
				$isHidden = in_array($shared->getResourceId(), $hidden, true);
				if ($isWanted && $isHidden) {
					$this->lock->alone([$shared->getResourceId()], fn () => $this->backend->updateShares($shared, [], ["principal:$principal"]));
					$done[] = "gave $user the calendar $calendar->id";
				} elseif (!$isWanted && !$isHidden) {
					$this->lock->alone([$shared->getResourceId()], fn () => $this->backend->unshare($shared, "principal:$principal"));
					$done[] = "took the calendar $calendar->id from $user";
				}
			}
		}
		return $done;
	}

	private function shared(CalendarConfig $calendar): ?Calendar {
		$id = $this->ids->of($calendar);
		$row = $id === null ? null : $this->backend->getCalendarById($id);
		return $row === null ? null : new Calendar($this->backend, $row, $this->languages->get('dav'), $this->config, $this->logger);
	}

	/** @return list<int> calendars that an account gave up */
	private function givenUp(string $principal): array {
		$result = $this->db->executeQuery('SELECT resourceid FROM *PREFIX*dav_shares WHERE principaluri = ? AND type = ? AND access = ?', [$principal, 'calendar', (string)Backend::ACCESS_UNSHARED], [IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]);
		$ids = array_map(intval(...), $result->fetchAll(\PDO::FETCH_COLUMN));
		$result->closeCursor();
		return array_values($ids);
	}
}
