<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;

/** Counts of appointments, from the state table alone. A series counts once, on its first day. */
final class Statistics {
	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
		private AppointmentStates $states,
	) {
	}

	/**
	 * @param int $now epoch seconds
	 * @return array{
	 *   periods: array<string, array{now: int, before: int}>, cancelled: array{now: int, of: int, before: int, ofBefore: int},
	 *   days: list<array<string, int|string>>, sources: array<string, int>, requests: int,
	 * } as AppointmentCounts has them; requests: open ones, whenever they are for
	 */
	public function of(Practice $practice, int $now): array {
		$counts = new AppointmentCounts($now, $practice->timeZone());
		return $counts->of($this->rows(...$counts->range())) + ['requests' => $this->states->count(array_keys($this->calendars->all()), 'TENTATIVE')];
	}

	/** @return iterable<array{int, string, string}> start, status, source of appointments that start in [from, to) */
	private function rows(int $from, int $to): iterable {
		// by calendar, status and start, which are indexed
		$query = $this->db->getQueryBuilder();
		$query->select('start_at', 'status', 'source')->from('sprechstunde_state')
			->where($query->expr()->in('calendar_id', $query->createNamedParameter(array_keys($this->calendars->all()), IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->in('status', $query->createNamedParameter(Contract::load()->statuses(), IQueryBuilder::PARAM_STR_ARRAY)))
			->andWhere($query->expr()->gte('start_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		while (is_array($row = $result->fetch())) {
			yield [(int)$row['start_at'], (string)$row['status'], (string)($row['source'] ?? '') ?: 'PRACTICE'];
		}
		$result->closeCursor();
	}
}
