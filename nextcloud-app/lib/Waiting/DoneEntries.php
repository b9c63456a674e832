<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Record\Objects;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Contract;

/** Entries of the waiting list that have got their appointment, or are off the list, and that nobody has touched for long enough. */
final class DoneEntries {
	public const DONE = '/^STATUS:(?:COMPLETED|CANCELLED)\r?$/mi';
	private const DAY = 86400;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * @param int $now epoch seconds
	 * @return list<string> URIs of those whose time to go has come
	 */
	public function due(int $listId, int $now): array {
		$before = $now - Contract::load()->limits()['doneEntryDays'] * self::DAY;
		$result = $this->db->executeQuery('SELECT uri, calendardata FROM *PREFIX*calendarobjects WHERE calendarid = ? AND calendartype = ? AND deleted_at IS NULL AND componenttype = ? AND lastmodified < ? ORDER BY id',
			[(string)$listId, '0', 'VTODO', (string)$before], [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]);
		$due = [];
		while (is_array($row = $result->fetch())) {
			if (preg_match(self::DONE, Objects::text($row['calendardata'])) === 1) {
				$due[] = (string)$row['uri'];
			}
		}
		$result->closeCursor();
		return $due;
	}
}
