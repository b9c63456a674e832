<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\Objects;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\EntryReader;
use Sprechstunde\Core\EntryWriter;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\WaitingEntry;
use Sprechstunde\Core\WaitingList;

/** The waiting list as a native task list: what stands there is the record, whoever wrote it. */
final class TaskList {
	public function __construct(
		private IDBConnection $db,
		private CalDavBackend $backend,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private DoneEntries $done,
	) {
	}

	/** Null where the practice keeps none, or it is missing or in the trash. */
	public function id(): ?int {
		$list = $this->store->get()?->waitingList();
		return $list === null ? null : $this->calendars->at($list->owner, $list->uri);
	}

	/** Address of the list as an account reaches it, from the server's root. */
	public static function addressFor(WaitingList $list, string $userId): string {
		$name = $list->owner === $userId ? $list->uri : $list->uri . '_shared_by_' . $list->owner;
		return '/remote.php/dav/calendars/' . rawurlencode($userId) . '/' . rawurlencode($name) . '/';
	}

	/** @return list<StoredEntry> those that are neither done nor off the list */
	public function waiting(Practice $practice): array {
		$found = [];
		foreach ($this->read('', [], $practice) as $stored) {
			if (in_array($stored->entry->status, ['NEEDS-ACTION', 'IN-PROCESS'], true)) {
				$found[] = $stored;
			}
		}
		return $found;
	}

	/** Null where it is not there (any more). */
	public function find(string $uid, Practice $practice): ?StoredEntry {
		return $this->read(' AND uid = ?', [$uid], $practice)[0] ?? null;
	}

	public function add(WaitingEntry $entry, Practice $practice, int $now): void {
		$id = $this->id();
		if ($id !== null) {
			$this->backend->createCalendarObject($id, explode('@', $entry->uid)[0] . '.ics', EntryWriter::write($entry, $practice, $now)->serialize());
		}
	}

	/** Whether the list has, or had, an entry of this UID, the trash included. */
	public function has(string $uid): bool {
		$result = $this->db->executeQuery('SELECT 1 FROM *PREFIX*calendarobjects WHERE calendarid = ? AND calendartype = ? AND uid = ?', [(string)($this->id() ?? 0), '0', $uid], [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR]);
		$found = $result->fetchOne();
		$result->closeCursor();
		return $found !== false;
	}

	/** An entry that is gone meanwhile is left alone. */
	public function setStatus(string $uid, string $status, Practice $practice, int $now): void {
		$stored = $this->find($uid, $practice);
		$id = $this->id();
		$object = $stored === null ? null : clone $stored->object;
		$todo = $object === null ? null : EntryReader::todo($object);
		if ($stored !== null && $id !== null && $object !== null && $todo !== null && $stored->entry->status !== $status) {
			EntryWriter::status($todo, $status, $now);
			$this->backend->updateCalendarObject($id, $stored->uri, $object->serialize());
		}
	}

	/**
	 * Takes out for good, past the trash, what has been done or off the list for long enough.
	 *
	 * @param int $now epoch seconds
	 */
	public function removeDone(int $now): void {
		$id = $this->id();
		foreach ($id === null ? [] : $this->done->due($id, $now) as $uri) {
			$this->backend->deleteCalendarObject($id, $uri, CalDavBackend::CALENDAR_TYPE_CALENDAR, true);
		}
	}

	/**
	 * @param list<string> $values
	 * @return list<StoredEntry>
	 */
	private function read(string $condition, array $values, Practice $practice): array {
		$id = $this->id();
		if ($id === null) {
			return [];
		}
		[$int, $text] = [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR];
		$result = $this->db->executeQuery('SELECT id, uri, etag, calendardata FROM *PREFIX*calendarobjects WHERE calendarid = ? AND calendartype = ? AND deleted_at IS NULL AND componenttype = ?' . $condition . ' ORDER BY id',
			[(string)$id, '0', 'VTODO', ...$values], [$int, $int, $text, ...array_fill(0, count($values), $text)]);
		$found = [];
		while (is_array($row = $result->fetch())) {
			$text = Objects::text($row['calendardata']);
			// what is done stays in the list for a while; it needs no reading
			$object = $condition === '' && preg_match(DoneEntries::DONE, $text) === 1 ? null : Objects::parse($text);
			$todo = $object === null ? null : EntryReader::todo($object);
			if ($object !== null && $todo !== null) {
				$found[] = new StoredEntry((int)$row['id'], (string)$row['uri'], '"' . $row['etag'] . '"', $object, EntryReader::read($todo, $practice->timeZone()));
			}
		}
		$result->closeCursor();
		return $found;
	}
}
