<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCA\Sprechstunde\Index\CalendarLock;
use OCP\IConfig;
use OCP\L10N\IFactory;
use Psr\Log\LoggerInterface;

/** Shares of calendars with groups, natively, so that every CalDAV client finds them. */
final class GroupShares {
	public function __construct(
		private CalDavBackend $backend,
		private CalendarLock $lock,
		private IFactory $languages,
		private IConfig $config,
		private LoggerInterface $logger,
	) {
	}

	/**
	 * Shares a calendar read-write with groups that do not have it so yet.
	 *
	 * @param list<string> $groups
	 * @return list<string> the groups that it was shared with now
	 */
	public function ensure(int $calendarId, array $groups): array {
		$writable = [];
		foreach ($this->backend->getShares($calendarId) as $share) {
			if (!$share['readOnly']) {
				$writable[] = urldecode($share['{http://owncloud.org/ns}principal']);
			}
		}
		$missing = array_values(array_filter($groups, static fn (string $group): bool => !in_array("principals/groups/$group", $writable, true)));
		if ($missing === []) {
			return [];
		}
		$row = $this->backend->getCalendarById($calendarId) ?? throw new \LogicException("calendar $calendarId is missing");
		$calendar = new Calendar($this->backend, $row, $this->languages->get('dav'), $this->config, $this->logger);
		$this->lock->alone([$calendarId], fn () => $this->backend->updateShares($calendar, array_map(static fn (string $group): array => [
			// a space is a plus sign in the principals that Nextcloud compares with
			'href' => 'principal:principals/groups/' . urlencode($group), 'commonName' => $group, 'readOnly' => false,
		], $missing), []));
		return $missing;
	}
}
