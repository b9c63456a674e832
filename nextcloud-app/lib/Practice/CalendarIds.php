<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IDBConnection;
use Sprechstunde\Core\CalendarConfig;

/** Practice calendars and their ids in Nextcloud's database. */
final class CalendarIds {
	/** @var array<string, ?int> */
	private array $known = [];

	public function __construct(
		private PracticeStore $store,
		private IDBConnection $db,
	) {
	}

	/** Null where the calendar is missing or in the trash. */
	public function of(CalendarConfig $calendar): ?int {
		if (!array_key_exists($calendar->id, $this->known)) {
			$this->known[$calendar->id] = $this->at($calendar->owner, $calendar->uri);
		}
		return $this->known[$calendar->id];
	}

	/** @return array<int, CalendarConfig> by database id */
	public function all(): array {
		$found = [];
		foreach ($this->store->get()?->calendars() ?? [] as $calendar) {
			$id = $this->of($calendar);
			if ($id !== null) {
				$found[$id] = $calendar;
			}
		}
		return $found;
	}

	/** @return list<int> of all calendars, and of the waiting list where the practice keeps one */
	public function withTaskList(): array {
		$list = $this->store->get()?->waitingList();
		$id = $list === null ? null : $this->at($list->owner, $list->uri);
		return [...array_keys($this->all()), ...($id === null ? [] : [$id])];
	}

	/** Null where there is none, or it is in the trash. */
	public function at(string $owner, string $uri): ?int {
		// asked in each write: plain SQL takes a third of the query builder's time
		$result = $this->db->executeQuery('SELECT id FROM *PREFIX*calendars WHERE principaluri = ? AND uri = ? AND deleted_at IS NULL', ["principals/users/$owner", $uri]);
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}

	/**
	 * The practice calendar that an event of Nextcloud is about.
	 *
	 * @param array<string, mixed> $row of the table of calendars
	 */
	public function inEvent(array $row): ?CalendarConfig {
		$principal = (string)($row['principaluri'] ?? '');
		$owner = str_starts_with($principal, 'principals/users/') ? substr($principal, 17) : '';
		return $this->store->get()?->calendarAt($owner, (string)($row['uri'] ?? ''));
	}

	/** After a calendar was created. */
	public function forget(): void {
		$this->known = [];
	}
}
