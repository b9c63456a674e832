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
	private const DAYS = 14;

	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
		private AppointmentState $states,
	) {
	}

	/**
	 * @return array{
	 *   periods: array<string, array{now: int, before: int}>, cancelled: array{now: int, of: int, before: int, ofBefore: int},
	 *   requests: int, days: list<array<string, int|string>>, sources: array<string, int>,
	 * } periods: today, week, month against the ones before, without what is cancelled; cancelled: of the month; days: two weeks back and two ahead; sources: of these days
	 */
	public function of(Practice $practice, int $now): array {
		$today = (new \DateTimeImmutable("@$now"))->setTimezone($practice->timeZone())->setTime(0, 0);
		$bounds = self::bounds($today);
		[$first, $last] = [$today->modify('-' . self::DAYS . ' days'), $today->modify('+' . self::DAYS . ' days')];
		$from = min($first->getTimestamp(), $bounds['month'][0]);
		$to = max($last->getTimestamp(), $bounds['week'][2], $bounds['month'][2]);
		$periods = array_fill_keys(array_keys($bounds), ['now' => 0, 'before' => 0]);
		$cancelled = ['now' => 0, 'of' => 0, 'before' => 0, 'ofBefore' => 0];
		$days = [];
		for ($day = $first; $day < $last; $day = $day->modify('+1 day')) {
			$days[$day->format('Y-m-d')] = ['date' => $day->format('Y-m-d')] + array_fill_keys(Contract::load()->statuses(), 0);
		}
		$sources = [];
		foreach ($this->rows($from, $to) as [$start, $status, $source]) {
			$isCancelled = $status === 'CANCELLED';
			foreach ($bounds as $name => [$before, $begin, $end]) {
				$which = $start >= $begin && $start < $end ? 'now' : ($start >= $before && $start < $begin ? 'before' : null);
				if ($which !== null && !$isCancelled) {
					$periods[$name] = self::counted($periods[$name], $which);
				}
				if ($which !== null && $name === 'month') {
					$cancelled[$which === 'now' ? 'of' : 'ofBefore']++;
					$cancelled[$which] += $isCancelled ? 1 : 0;
				}
			}
			if ($start >= $first->getTimestamp() && $start < $last->getTimestamp()) {
				$date = $today->setTimestamp($start)->format('Y-m-d');
				$days[$date][$status] = (int)($days[$date][$status] ?? 0) + 1;
				if (!$isCancelled) {
					$sources[$source] = ($sources[$source] ?? 0) + 1;
				}
			}
		}
		return [
			'periods' => $periods, 'cancelled' => $cancelled,
			'requests' => $this->states->count(array_keys($this->calendars->all()), 'TENTATIVE'),
			'days' => array_values($days), 'sources' => $sources,
		];
	}

	/**
	 * @param array{now: int, before: int} $counts
	 * @param 'now'|'before' $which
	 * @return array{now: int, before: int}
	 */
	private static function counted(array $counts, string $which): array {
		$counts[$which]++;
		return $counts;
	}

	/** @return array<string, array{int, int, int}> begin of the period before, of this one, and its end */
	private static function bounds(\DateTimeImmutable $today): array {
		$week = $today->modify('-' . ((int)$today->format('N') - 1) . ' days');
		$month = $today->modify('first day of this month');
		$instants = static fn (\DateTimeImmutable ...$days): array => array_map(static fn (\DateTimeImmutable $day): int => $day->getTimestamp(), $days);
		/** @var array<string, array{int, int, int}> */
		return [
			'today' => $instants($today->modify('-1 day'), $today, $today->modify('+1 day')),
			'week' => $instants($week->modify('-7 days'), $week, $week->modify('+7 days')),
			'month' => $instants($month->modify('-1 month'), $month, $month->modify('+1 month')),
		];
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
