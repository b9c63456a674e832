<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** What a booking from the website has to keep clear of: the practice's busy time, and slots held for others. Nobody else minds holds. */
final class TakenTime {
	public function __construct(
		private IDBConnection $db,
		private IndexedHorizon $horizon,
	) {
	}

	/**
	 * Taken intervals of a calendar that overlap [from, to), by start; in one query, because a question for free windows asks it at every page view.
	 * What the index has not followed so far counts as taken.
	 *
	 * @param int $from epoch seconds, likewise $to and $now
	 * @param string $ownHold digest of a token whose hold is left out
	 * @param int $ownObject object whose busy time is left out
	 * @return list<Interval>
	 */
	public function between(int $calendarId, int $from, int $to, int $now, string $ownHold = '', int $ownObject = 0): array {
		// no row of either is longer, so few of a large calendar are read
		$overlap = 'calendar_id = ? AND end_at > ? AND end_at < ? AND start_at < ?';
		$statement = $this->db->prepare(
			"SELECT start_at, end_at FROM *PREFIX*sprechstunde_occ WHERE $overlap AND object_id <> ? UNION ALL "
			. "SELECT start_at, end_at FROM *PREFIX*sprechstunde_hold WHERE $overlap AND expires_at > ? AND token <> ? ORDER BY start_at");
		$bounds = [$calendarId, $from, $to + OccurrenceIndex::LONGEST, $to];
		foreach ([...$bounds, $ownObject, ...$bounds, $now] as $index => $value) {
			$statement->bindValue($index + 1, $value, IQueryBuilder::PARAM_INT);
		}
		$statement->bindValue(11, $ownHold);
		$result = $statement->execute();
		$taken = [];
		while (is_array($row = $result->fetch())) {
			$taken[] = new Interval((int)$row['start_at'], (int)$row['end_at']);
		}
		$result->closeCursor();
		$horizon = $this->horizon->get();
		return $to > $horizon ? [...$taken, new Interval(max($from, $horizon), $to)] : $taken;
	}
}
